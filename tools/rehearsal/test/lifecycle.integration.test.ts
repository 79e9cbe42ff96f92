import { readFileSync } from "node:fs";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { forgetStack } from "../src/index.ts";
import { type EngineWorld, openEngineWorld, type TestStack, UNKNOWN } from "./engine-world.ts";

const TRUST = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ecs-tasks.amazonaws.com" } }],
};

/** What the engine shows for a secret output. */
const SECRET = expect.objectContaining({ ciphertext: "[secret]" });

let cloud: EngineWorld;

beforeAll(async () => {
  cloud = await openEngineWorld();
});

afterAll(() => cloud.close());

/** What the program is told to build; tests change it between runs. */
interface Wish {
  cidrBlock: string;
  subnetTag: string;
  policyIndent: number;
  keeper: string;
  withSubnet: boolean;
}

describe("a stack on the real engine", () => {
  const wish: Wish = { cidrBlock: "10.0.0.0/16", subnetTag: "a", policyIndent: 0, keeper: "one", withSubnet: true };
  let stack: TestStack;

  async function program() {
    const vpc = new aws.ec2.Vpc("main", {
      cidrBlock: wish.cidrBlock,
      enableDnsHostnames: true,
      tags: { Name: "main" },
    });
    const subnet = wish.withSubnet
      ? new aws.ec2.Subnet("a", {
          vpcId: vpc.id,
          cidrBlock: wish.cidrBlock.replace("0.0/16", "1.0/24"),
          tags: { Note: wish.subnetTag },
        })
      : undefined;
    const password = new random.RandomPassword("password", { length: 24, special: false, keepers: { k: wish.keeper } });
    const secret = new aws.secretsmanager.Secret("database", { name: "database" });
    new aws.secretsmanager.SecretVersion("database", {
      secretId: secret.id,
      secretString: pulumi.jsonStringify({ password: password.result }),
    });
    const role = new aws.iam.Role("task", {
      name: "task",
      assumeRolePolicy: JSON.stringify(TRUST, undefined, wish.policyIndent),
    });
    return { vpcId: vpc.id, subnetArn: subnet?.arn, password: password.result, role: role.arn, cidr: vpc.cidrBlock };
  }

  beforeAll(async () => {
    stack = await cloud.stack("threa-prod", program);
  });

  it("shows in a preview what only a deployment can know as unknown, and makes nothing", async () => {
    const run = await stack.preview();
    expect(run.errors).toEqual([]);
    expect(run.outputs).toMatchObject({ vpcId: UNKNOWN, role: UNKNOWN, password: SECRET, cidr: "10.0.0.0/16" });
    const vpc = run.steps.find((step) => step.resource === "aws:ec2/vpc:Vpc main");
    expect(vpc?.outputs).toMatchObject({
      arn: UNKNOWN,
      enableDnsSupport: true,
      region: "eu-central-1",
      tagsAll: { Name: "main" },
    });
    expect(cloud.account()).toEqual([]);
  });

  it("gets believable ids and ARNs from a deployment", async () => {
    const run = await stack.up();
    expect(run.errors).toEqual([]);
    expect(run.outputs).toMatchObject({
      vpcId: expect.stringMatching(/^vpc-0[0-9a-f]{16}$/),
      subnetArn: expect.stringMatching(/^arn:aws:ec2:eu-central-1:123456789012:subnet\/subnet-0[0-9a-f]{16}$/),
      role: "arn:aws:iam::123456789012:role/task",
      password: SECRET,
    });
    expect(
      cloud
        .account()
        .map((row) => row.type)
        .sort(),
    ).toEqual([
      "aws:ec2/subnet:Subnet",
      "aws:ec2/vpc:Vpc",
      "aws:iam/role:Role",
      "aws:secretsmanager/secret:Secret",
      "aws:secretsmanager/secretVersion:SecretVersion",
    ]);
  });

  it("keeps no secret in the account", () => {
    const text = readFileSync(cloud.world.account, "utf8");
    const version = cloud.account().find((row) => row.type === "aws:secretsmanager/secretVersion:SecretVersion");
    expect(version?.inputs.secretString).toEqual({ "strata:secret": expect.stringMatching(/^[0-9a-f]{12}$/) });
    expect(text).not.toMatch(/\\"password\\"/);
  });

  it("finds no change the second time, nor by a refresh", async () => {
    expect((await stack.up()).changed).toEqual([]);
    const refresh = await stack.refresh();
    expect(refresh.errors).toEqual([]);
    expect(refresh.changed).toEqual([]);
  });

  it("takes a policy written in another way for the same", async () => {
    wish.policyIndent = 2;
    expect((await stack.preview()).changed).toEqual([]);
  });

  it("changes a tag in place, and shows which", async () => {
    wish.subnetTag = "b";
    const before = cloud.account().find((row) => row.type === "aws:ec2/subnet:Subnet");
    const run = await stack.up();
    expect(run.changed).toEqual(["update aws:ec2/subnet:Subnet a"]);
    const after = cloud.account().find((row) => row.type === "aws:ec2/subnet:Subnet");
    expect(after?.id).toBe(before?.id);
    expect(after?.outputs.tagsAll).toEqual({ Note: "b" });
  });

  it("replaces a VPC whose addresses change, and what is in it", async () => {
    wish.cidrBlock = "10.1.0.0/16";
    const before = cloud.account().find((row) => row.type === "aws:ec2/vpc:Vpc");
    const run = await stack.up();
    expect(run.errors).toEqual([]);
    expect(run.changed).toContain("create-replacement aws:ec2/vpc:Vpc main");
    expect(run.changed).toContain("create-replacement aws:ec2/subnet:Subnet a");
    const vpcs = cloud.account().filter((row) => row.type === "aws:ec2/vpc:Vpc");
    expect(vpcs).toHaveLength(1);
    expect(vpcs[0]?.id).not.toBe(before?.id);
    expect(vpcs[0]?.outputs.cidrBlock).toBe("10.1.0.0/16");
  });

  it("makes a new password for other keepers, and a new version of the secret", async () => {
    wish.keeper = "two";
    const run = await stack.up();
    expect(run.changed).toContain("create-replacement random:index/randomPassword:RandomPassword password");
    expect(run.changed).toContain("create-replacement aws:secretsmanager/secretVersion:SecretVersion database");
  });

  it("deletes what the program does not want any more", async () => {
    wish.withSubnet = false;
    expect((await stack.up()).changed).toEqual(["delete aws:ec2/subnet:Subnet a"]);
    expect(cloud.account().some((row) => row.type === "aws:ec2/subnet:Subnet")).toBe(false);
  });

  it("leaves the account empty when it is destroyed", async () => {
    const run = await stack.destroy();
    expect(run.errors).toEqual([]);
    expect(cloud.account()).toEqual([]);
  });

  it("gives the same ids when it is deployed again from nothing", async () => {
    const first = (await stack.up()).outputs.vpcId;
    await stack.destroy();
    expect((await stack.up()).outputs.vpcId).toBe(first);
    await stack.destroy();
  });
});

describe("an environment that is forgotten", () => {
  it("is gone from the account, and a refresh notices; others stay", async () => {
    const vpc = async () => void new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
    const [one, two] = [await cloud.stack("happyrobot-dev", vpc), await cloud.stack("happyrobot-prod", vpc)];
    await one.up();
    await two.up();
    expect(await forgetStack(cloud.world, "happyrobot-dev")).toBe(1);
    expect(cloud.account().map((row) => row.urn.split("::")[0])).toEqual(["urn:pulumi:happyrobot-prod"]);
    expect((await one.refresh()).changed).toEqual(["delete aws:ec2/vpc:Vpc main"]);
    expect((await two.refresh()).changed).toEqual([]);
    await two.destroy();
  });
});

describe("what is there already", () => {
  it("is read, and taken over by an import; what is not there is an error", async () => {
    const owner = await cloud.stack("owner", async () => {
      const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
      new aws.cloudwatch.LogGroup("app", { name: "/app", retentionInDays: 7 }, { retainOnDelete: true });
      return { vpcId: vpc.id };
    });
    const vpcId = String((await owner.up()).outputs.vpcId);
    const guest = await cloud.stack("guest", async () => {
      const vpc = aws.ec2.Vpc.get("main", vpcId);
      new aws.cloudwatch.LogGroup("app", { name: "/app", retentionInDays: 7 }, { import: "/app" });
      return { cidr: vpc.cidrBlock };
    });
    const run = await guest.up();
    expect(run.errors).toEqual([]);
    expect(run.outputs.cidr).toBe("10.0.0.0/16");
    expect(run.changed).toContain("import aws:cloudwatch/logGroup:LogGroup app");
    const lost = await cloud.stack("lost", async () => void aws.ec2.Vpc.get("main", "vpc-0123"));
    expect((await lost.preview()).errors.join()).toContain("resource 'vpc-0123' does not exist");
    await owner.destroy();
    await guest.destroy();
    expect(cloud.account()).toEqual([]);
  });
});

describe("what the provider refuses", () => {
  it("is a missing input, in the real provider's words", async () => {
    const stack = await cloud.stack("missing", async () => {
      // A program in TypeScript cannot leave it out; a transform and other languages can.
      pulumi.runtime.registerResourceTransform(({ type, props, opts }) =>
        type === "aws:ec2/subnet:Subnet" ? { props: { ...props, vpcId: undefined }, opts } : undefined,
      );
      new aws.ec2.Subnet("a", { vpcId: "vpc-1", cidrBlock: "10.0.1.0/24" });
    });
    const run = await stack.preview();
    expect(run.errors.join()).toContain('Missing required argument. The argument "vpc_id" is required');
  });

  it("is a second resource of a name that must be unique", async () => {
    const stack = await cloud.stack("twice", async () => {
      new aws.cloudwatch.LogGroup("one", { name: "/app" });
      new aws.cloudwatch.LogGroup("two", { name: "/app" });
    });
    const run = await stack.up();
    expect(run.errors.join()).toMatch(/ResourceAlreadyExistsException.*log group/s);
    await stack.destroy();
  });

  it("is a provider without a region", async () => {
    const stack = await cloud.stack(
      "nowhere",
      async () => void new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" }),
      {},
    );
    expect((await stack.preview()).errors.join()).toContain("Missing region configuration");
  });
});
