import { writeFileSync } from "node:fs";
import { afterEach, describe, expect, it, vi } from "vitest";
import { parse } from "yaml";
import { askAll, NOTHING_KNOWN } from "../src/ask/ask-all.ts";
import type { Question } from "../src/ask/question.ts";
import { environmentStep } from "../src/environment/environment-step.ts";
import { environmentQuestions } from "../src/environment/questions.ts";
import { setupQuestions } from "../src/questions/index.ts";
import { readFacts } from "../src/questions/setup-facts.ts";
import { isDone } from "../src/steps/step.ts";
import { answersPrompter } from "./answers-prompter.ts";
import { SetupPlace } from "./setup-place.ts";

const ACCOUNT = "123456789012";

/** The original's eleven plain keys, as they are asked. */
const SUNA = {
  "setting.product": "suna",
  "setting.tier": "prod",
  "setting.network.existing.vpcId": "vpc-0a1b2c3d4e5f60718",
  "setting.network.existing.privateSubnetIds": "subnet-0bb0000000000000a, subnet-0bb0000000000000b",
  "setting.network.existing.publicSubnetIds": "subnet-0aa0000000000000a subnet-0aa0000000000000b",
  "setting.network.existing.securityGroups.loadBalancer": "sg-0a1b00000000000a1",
  "setting.network.existing.securityGroups.services": "sg-0a1b00000000000b2",
  "setting.services.api.route.targetGroupArn": `arn:aws:elasticloadbalancing:us-west-2:${ACCOUNT}:targetgroup/suna-api/6d0ecf831eec9f09`,
  "setting.cluster.loadBalancer.existing.arn": `arn:aws:elasticloadbalancing:us-west-2:${ACCOUNT}:loadbalancer/app/suna-alb/50dc6c495c0c9188`,
  "setting.cluster.loadBalancer.existing.dnsName": "suna-alb-1234567890.us-west-2.elb.amazonaws.com",
  "setting.services.api.image.uri": `${ACCOUNT}.dkr.ecr.us-west-2.amazonaws.com/suna-api`,
  "setting.observability.emails": "oncall@example.com, platform@example.com",
  "setting.edge.router.backends.lightsail.lightsail.keyPair": "suna-production",
};

let place: SetupPlace;
afterEach(() => {
  vi.unstubAllEnvs();
  place.leave();
});

async function answering(answers: Readonly<Record<string, string>>, questions?: readonly Question[]) {
  const given = new Map(Object.entries(answers));
  return askAll(questions ?? environmentQuestions(place), NOTHING_KNOWN, answersPrompter(given));
}

async function setUp(answers: Readonly<Record<string, string>>, accountId = ACCOUNT) {
  const context = place.context((await answering(answers)).answers, { accountId });
  const prepared = await environmentStep.prepare(context);
  if (!isDone(prepared)) await prepared.apply();
  return { prepared, again: await environmentStep.prepare(context) };
}

describe("the questions", () => {
  it("PROL-090, PROL-134: ask for the cloud provider first, and take AWS alone", async () => {
    place = new SetupPlace("threa-prod");
    const [first] = await setupQuestions(readFacts(place.root, place.environment));
    expect(first).toMatchObject({ id: "cloud", kind: "select" });
    await expect(answering({}, first === undefined ? [] : [first])).resolves.toMatchObject({
      answers: { cloud: "aws" },
    });
    for (const cloud of ["gcp", "azure", "AWS"]) {
      await expect(answering({ cloud }, first === undefined ? [] : [first])).rejects.toThrow(
        `"${cloud}" is none of aws`,
      );
    }
  });

  it("take product and tier from the environment's name, and the region from the product", async () => {
    place = new SetupPlace("proliferate-staging");
    const { answers } = await answering({});
    expect(answers).toMatchObject({
      "setting.product": "proliferate",
      "setting.tier": "staging",
      "setting.aws.region": "us-east-1",
      "setting.services.worker.cpu": "256",
    });
  });

  it("SUNA-063: ask for each of the eleven plain keys", async () => {
    place = new SetupPlace("suna-prod");
    await expect(answering({})).rejects.toThrow("setting.network.existing.vpcId");
    const { answers } = await answering(SUNA);
    expect(answers).toMatchObject(SUNA);
    const needed = environmentQuestions(place).filter(({ id }) => id in SUNA);
    expect(needed.map((question) => "optional" in question && question.optional)).not.toContain(true);
  });

  it.each([
    ["setting.aws.region", "eu-central-9", /must be one of.*did you mean.*eu-central-1/],
    ["setting.services.worker.memory", "700", /Fargate does not offer it with 512 CPU units/],
    ["setting.services.worker.cpu", "many", /services\.worker\.cpu/],
    ["setting.dns.names", "not a name!", /dns\.names/],
  ])("refuse a wrong %s while it is typed", async (id, value, problem) => {
    place = new SetupPlace("proliferate-prod");
    await expect(answering({ [id]: value })).rejects.toThrow(problem);
  });

  it("ask for public names where a load balancer is made, and insist where the product does", async () => {
    place = new SetupPlace("runlayer-prod");
    const client = { "setting.services.backend.environment.AUTH_CLIENT_ID": "client" };
    await expect(answering(client)).rejects.toThrow("setting.dns.names");
    const { answers } = await answering({ ...client, "setting.dns.names": "mcp.example.com" });
    expect(answers["setting.dns.names"]).toBe("mcp.example.com");
    place.leave();
    place = new SetupPlace("threa-prod");
    expect((await answering({})).answers).not.toHaveProperty("setting.dns.names");
  });
});

describe("the file", () => {
  it("is made whole, with the account of the credentials, and there is nothing to do the second time", async () => {
    place = new SetupPlace("suna-prod");
    const { prepared, again } = await setUp(SUNA);
    expect(prepared.changes).toMatchObject([{ action: "create", what: "environments/suna-prod.yaml" }]);
    expect(again.changes).toEqual([{ action: "keep", what: "environments/suna-prod.yaml" }]);
    expect(place.environments).toEqual(["suna-prod.yaml"]);
    expect(parse(place.text ?? "")).toMatchObject({
      product: "suna",
      tier: "prod",
      aws: { accountId: ACCOUNT },
      network: { existing: { privateSubnetIds: ["subnet-0bb0000000000000a", "subnet-0bb0000000000000b"] } },
      observability: { emails: ["oncall@example.com", "platform@example.com"] },
    });
  });

  it("holds nothing that product and tier say anyway", async () => {
    place = new SetupPlace("threa-prod");
    await setUp({ "setting.services.app.cpu": "512", "setting.services.app.memory": "1024" });
    expect(place.text).toBe(
      `# yaml-language-server: $schema=./schema.json\n\nproduct: threa\ntier: prod\naws:\n  accountId: "${ACCOUNT}"\n` +
        "services:\n  app:\n    cpu: 512\n    memory: 1024\n",
    );
  });

  it("is not made from answers that do not fit together, and says which", async () => {
    place = new SetupPlace("happyrobot-prod");
    await expect(setUp({ "setting.aws.region": "eu-west-1" })).rejects.toThrow(/residency|eu-west-1/);
    expect(place.environments).toEqual([]);
  });

  it("PROL-101: changes a value that is there only after a yes to that change, and keeps comments", async () => {
    const before = `# Ours.\nproduct: threa\ntier: prod\naws: { region: eu-west-1, accountId: "${ACCOUNT}" } # Ireland\nservices:\n  app: { cpu: 512,   memory: 1024 } # by hand\n`;
    place = new SetupPlace("threa-prod", before);
    const wishes = { review: "yes", "setting.aws.region": "eu-west-2", "setting.services.app.memory": "2048" };
    await setUp({ "setting.aws.region": "eu-west-2" });
    expect(place.text).toBe(before);
    await setUp(wishes);
    expect(place.text).toBe(before);
    const { prepared, again } = await setUp({ ...wishes, "change.aws.region": "yes" });
    expect(prepared.changes).toEqual([
      { action: "change", what: "environments/threa-prod.yaml", detail: "aws.region: eu-west-1 → eu-west-2" },
    ]);
    expect(isDone(again)).toBe(true);
    expect(place.text).toContain("# Ours.");
    expect(place.text).toContain(`{ region: eu-west-2, accountId: "${ACCOUNT}" } # Ireland`);
    expect(place.text).toContain("memory: 1024 } # by hand");
  });

  it("asks of a file that is there only what it lacks", async () => {
    place = new SetupPlace("runlayer-dev", "product: runlayer\ntier: dev\naws: { region: us-east-1 }\n");
    const { answers } = await answering({
      "setting.dns.names": "mcp.example.com",
      "setting.services.backend.environment.AUTH_CLIENT_ID": "client",
    });
    expect(Object.keys(answers)).not.toContain("setting.product");
    expect(Object.keys(answers)).not.toContain("setting.aws.region");
    expect(answers["setting.dns.names"]).toBe("mcp.example.com");
  });

  it("refuses the credentials of another account than the file names", async () => {
    place = new SetupPlace("threa-prod", 'product: threa\ntier: prod\naws: { accountId: "999999999999" }\n');
    await expect(setUp({})).rejects.toMatchObject({
      code: "ACCOUNT_WRONG",
      hint: expect.stringContaining("AWS_PROFILE"),
    });
  });

  it("F43: is the old one or the new one, wherever the writing is cut off", async () => {
    place = new SetupPlace("threa-prod");
    const context = place.context((await answering({})).answers);
    const prepared = await environmentStep.prepare(context);
    const folder = place.file;
    // A folder in its place: the last act, the renaming, fails.
    const { mkdirSync, rmdirSync } = await import("node:fs");
    mkdirSync(folder);
    await expect(prepared.apply()).rejects.toThrow();
    rmdirSync(folder);
    expect(place.environments).toEqual([]);
    await (await environmentStep.prepare(context)).apply();
    expect(place.text).toContain("product: threa");
    writeFileSync(place.file, place.text ?? "");
  });
});
