import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { RequestCertificateCommand } from "@aws-sdk/client-acm";
import { type Moto, startMoto } from "@strata/moto";
import { valueAt } from "@strata/shared-config";
import { treeOfText } from "@strata/shared-config/edit";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { domainStep } from "../../src/domain/domain-step.ts";
import { isDone } from "../../src/steps/step.ts";
import { SetupPlace } from "../setup-place.ts";
import { FakeCloudflare, TOKEN } from "./fake-cloudflare.ts";
import { selfSigned } from "./self-signed.ts";
import { WatchedAws } from "./watched-aws.ts";

const REGION = "us-east-1";
const HOST = "app.example.com";
const BY_HAND = { "domain.manage": "no" };

let moto: Moto;
let place: SetupPlace;
beforeAll(async () => {
  moto = await startMoto({ MOTO_ACM_VALIDATION_WAIT: "0" });
});
afterAll(() => moto.stop());
beforeEach(() => {
  for (const [name, value] of Object.entries(moto.variables)) vi.stubEnv(name, value);
  place = new SetupPlace("proliferate-prod", `product: proliferate\ntier: prod\ndns: { names: [${HOST}] }\n`);
});
afterEach(() => {
  vi.unstubAllEnvs();
  place.leave();
});

async function run(answers: Readonly<Record<string, string>>, watched = new WatchedAws(), limit?: number) {
  const aws = watched.open(REGION);
  const context = place.context({ ...BY_HAND, ...answers }, { aws });
  try {
    const step = domainStep({ lookUp: async () => [], ...(limit === undefined ? {} : { limit }) });
    const prepared = await step.prepare(context);
    if (!isDone(prepared)) await prepared.apply();
    return prepared.changes;
  } finally {
    aws.close();
  }
}

async function requested(name: string, region = REGION): Promise<string> {
  const aws = new WatchedAws().open(region);
  const acm = await aws.inRegion(region).acm();
  const { CertificateArn = "" } = await acm.send(
    new RequestCertificateCommand({ DomainName: name, ValidationMethod: "DNS" }),
  );
  aws.close();
  return CertificateArn;
}

function certificateArn(): unknown {
  return valueAt(treeOfText(place.text ?? ""), ["cluster", "loadBalancer", "https", "certificateArn"]);
}

function notes(): readonly string[] {
  return place.events.flatMap((event) => (event.code === "note" ? [event.data.message] : []));
}

/** ACM as the stand-in has it, which issues without looking at any zone. */
class EasyAws extends WatchedAws {
  override readonly needsProof = false;
}

describe("PROL-039: without managed DNS", () => {
  it("a certificate's ARN is taken, and the steps of its validation are printed", async () => {
    const arn = await requested(HOST);
    await run({ "domain.certificate": "arn", "domain.certificateArn": arn }, new EasyAws());
    expect(certificateArn()).toBe(arn);
    expect(notes()).toEqual([
      expect.stringMatching(/^DNS validation: add these records where the names' DNS is kept, and leave them there/),
      expect.stringMatching(/^CNAME _\S+\.app\.example\.com → _\S+\.acm-validations\.aws$/),
      expect.stringMatching(/point app\.example\.com to the load balancer: strata outputs proliferate-prod/),
    ]);
    const second = new EasyAws();
    expect((await run({}, second)).every(({ action }) => action === "keep")).toBe(true);
    expect(second.changes).toEqual([]);
  });

  it("one that is not validated yet is told with its records, waited for, and kept out of the file until then", async () => {
    const arn = await requested(HOST);
    const answers = { "domain.certificate": "arn", "domain.certificateArn": arn };
    await expect(run(answers, new WatchedAws(), 30_000)).rejects.toMatchObject({ code: "CERTIFICATE_PENDING" });
    expect(notes()[1]).toMatch(/^CNAME /);
    expect(certificateArn()).toBeUndefined();
    await run(answers, new EasyAws());
    expect(certificateArn()).toBe(arn);
  });

  it("ACM is asked for one, whose records whoever keeps the DNS adds; coming back later goes on there", async () => {
    const answers = { "domain.certificate": "request" };
    const first = new WatchedAws();
    await expect(run(answers, first, 30_000)).rejects.toMatchObject({ code: "CERTIFICATE_PENDING" });
    expect(first.changes).toEqual([`acm ${REGION} RequestCertificate`]);
    const later = new EasyAws();
    await run(answers, later);
    expect(later.changes).toEqual([]);
    expect(certificateArn()).toMatch(/^arn:aws:acm:us-east-1:/);
  });

  const NO_SUCH = "arn:aws:acm:us-east-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef";
  it.each([
    ["a malformed ARN", "arn:aws:acm:nowhere", "is no ARN of a certificate, such as arn:aws:acm:us-east-1:"],
    ["another region", NO_SUCH.replace("us-east-1", "eu-west-1"), "lies in eu-west-1, and it is wanted in us-east-1"],
    [
      "another account",
      NO_SUCH.replace("123456789012", "999999999999"),
      "belongs to the account 999999999999, and the credentials to 123456789012",
    ],
    ["no certificate", NO_SUCH, "there is no certificate arn:aws:acm"],
    ["another name", undefined, "is for other.example.com, and does not cover app.example.com"],
  ])("refuses %s, and changes nothing", async (_what, wrong, problem) => {
    const arn = wrong ?? (await requested("other.example.com"));
    const before = place.text;
    const watched = new EasyAws();
    const failure = run({ "domain.certificate": "arn", "domain.certificateArn": arn }, watched);
    await expect(failure).rejects.toMatchObject({
      code: "CERTIFICATE_UNFIT",
      message: expect.stringContaining(problem),
    });
    expect(watched.changes).toEqual([]);
    expect(place.text).toBe(before);
  });

  it("PROL-082: warns where there is no certificate at all", async () => {
    const changes = await run({ "domain.certificate": "none" });
    expect(changes).toEqual([
      { action: "keep", what: "HTTP only", detail: expect.stringMatching(/^warning: not recommended.*in clear/) },
    ]);
    expect(certificateArn()).toBeUndefined();
  });
});

describe("PEM files", () => {
  const now = Date.now();
  const { certificate, key } = selfSigned([HOST], new Date(now - 1e7), new Date(now + 1e10));
  const answers = { "domain.certificate": "import", "domain.certificateFile": "tls.pem", "domain.keyFile": "tls.key" };

  it("are imported once, also when the first run is cut off behind the import", async () => {
    writeFileSync(join(place.root, "tls.pem"), certificate);
    writeFileSync(join(place.root, "tls.key"), key);
    const first = new WatchedAws();
    first.cutAfter = 1;
    await expect(run(answers, first)).rejects.toThrow("cut off after acm us-east-1 ImportCertificate");
    expect(certificateArn()).toBeUndefined();
    const second = new WatchedAws();
    await run(answers, second);
    expect(second.changes).toEqual([]);
    expect(certificateArn()).toMatch(/^arn:aws:acm:us-east-1:/);
    expect(place.text).not.toContain("PRIVATE KEY");
    expect(JSON.stringify(place.events)).not.toContain("PRIVATE KEY");
  });

  it("that do not fit together are refused before ACM is asked", async () => {
    const stranger = selfSigned([HOST], new Date(now - 1e7), new Date(now + 1e10));
    writeFileSync(join(place.root, "tls.pem"), certificate);
    writeFileSync(join(place.root, "tls.key"), stranger.key);
    const watched = new WatchedAws();
    await expect(run(answers, watched)).rejects.toMatchObject({ code: "CERTIFICATE_UNFIT" });
    expect(watched.calls).toEqual([]);
  });
});

describe("a zone at Cloudflare", () => {
  it("SUNA-077: gets the records that prove the names, by a token that is written nowhere", async () => {
    const fake = await FakeCloudflare.start();
    const answers = { "domain.manage": "yes", "domain.provider": "cloudflare", "domain.zone": "example.com" };
    const secrets = new Map([["secret.cloudflare:apiToken", TOKEN]]);
    const cloudflareUrl = fake.url;
    const host = "at-cloudflare.example.com";
    writeFileSync(place.file, (place.text ?? "").replace(HOST, host));
    const step = domainStep({ lookUp: async () => ["ada.ns.cloudflare.com"], cloudflareUrl });
    try {
      for (const action of ["create", "keep"]) {
        const watched = new EasyAws();
        const aws = watched.open(REGION);
        const prepared = await step.prepare(place.context(answers, { aws, secrets }));
        if (!isDone(prepared)) await prepared.apply();
        expect(watched.changes).toEqual(action === "create" ? [`acm ${REGION} RequestCertificate`] : []);
        aws.close();
      }
      expect(fake.rows).toMatchObject([{ name: expect.stringMatching(/^_\S+\.at-cloudflare\.example\.com$/) }]);
      expect(valueAt(treeOfText(place.text ?? ""), ["dns"])).toEqual({
        names: [host],
        provider: "cloudflare",
        zone: "example.com",
      });
      expect(JSON.stringify([place.text, place.events])).not.toContain(TOKEN);
    } finally {
      await fake.stop();
    }
  });

  it("SUNA-077: says that the token is missing", async () => {
    for (const name of ["CLOUDFLARE_API_TOKEN", "CLOUDFLARE_API_KEY"]) vi.stubEnv(name, "");
    const answers = { "domain.manage": "yes", "domain.provider": "cloudflare", "domain.zone": "example.com" };
    await expect(run(answers)).rejects.toMatchObject({ code: "SECRET_MISSING" });
  });
});
