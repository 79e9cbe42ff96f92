import { afterEach, describe, expect, it } from "vitest";
import { askAll, NOTHING_KNOWN } from "../../src/ask/ask-all.ts";
import { domainQuestions } from "../../src/domain/questions.ts";
import { answersPrompter } from "../answers-prompter.ts";
import { SetupPlace } from "../setup-place.ts";

const ARN = "arn:aws:acm:us-east-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef";

let place: SetupPlace;
afterEach(() => place.leave());

function opened(text: string): void {
  place = new SetupPlace("proliferate-prod", `product: proliferate\ntier: prod\n${text}`);
}

async function asking(answers: Readonly<Record<string, string>> = {}) {
  const prompter = answersPrompter(new Map(Object.entries(answers)));
  return (await askAll(domainQuestions(place), NOTHING_KNOWN, prompter)).answers;
}

describe("PROL-102: who manages DNS and certificate", () => {
  it("is asked, and by default it is done here, in the zone that the name most likely lies in", async () => {
    opened("dns: { names: [app.example.com] }\n");
    expect(await asking()).toEqual({
      "domain.manage": "yes",
      "domain.provider": "route53",
      "domain.zone": "example.com",
    });
    await expect(asking({ "domain.zone": "example.org" })).rejects.toThrow(
      "app.example.com does not lie in the zone example.org",
    );
  });

  it("is answered with no by whoever gives an ARN, which is looked at while it is typed", async () => {
    opened("dns: { names: [app.example.com] }\n");
    const no = { "domain.manage": "no" };
    expect(await asking({ ...no, "domain.certificateArn": ARN })).toMatchObject({ "domain.certificate": "arn" });
    await expect(asking({ ...no, "domain.certificateArn": "my-certificate" })).rejects.toThrow(
      "is no ARN of a certificate",
    );
    const elsewhere = ARN.replace("us-east-1", "eu-west-1");
    await expect(asking({ ...no, "domain.certificateArn": elsewhere })).rejects.toThrow("lies in eu-west-1");
    const files = { ...no, "domain.certificate": "import", "domain.certificateFile": "nowhere.pem" };
    await expect(asking(files)).rejects.toThrow("there is no file nowhere.pem");
  });

  it("is not asked without a public name, nor of what the file names already", async () => {
    opened("");
    expect(await asking()).toEqual({});
    place.leave();
    opened("dns: { provider: route53, zone: example.com, names: [app.example.com] }\n");
    expect(await asking()).toEqual({ "domain.manage": "yes" });
    place.leave();
    opened(`dns: { names: [app.example.com] }\ncluster: { loadBalancer: { https: { certificateArn: "${ARN}" } } }\n`);
    expect(await asking()).toEqual({ "domain.replace": "no" });
    expect(await asking({ "domain.replace": "yes" })).toMatchObject({ "domain.manage": "yes" });
  });

  it("is not asked where the cluster layer makes zone or certificate, nor of a load balancer that is another's", async () => {
    opened(
      "dns: { provider: route53, zone: example.com, names: [app.example.com] }\ncluster: { loadBalancer: { https: { domain: app.example.com } } }\n",
    );
    expect(await asking()).toEqual({});
    place.leave();
    place = new SetupPlace("suna-prod", "product: suna\ntier: prod\n");
    expect(await asking()).toEqual({});
  });
});
