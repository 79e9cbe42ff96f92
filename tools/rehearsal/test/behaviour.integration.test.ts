import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import type * as pulumi from "@pulumi/pulumi";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { driftResource } from "../src/index.ts";
import { type EngineWorld, openEngineWorld } from "./engine-world.ts";

const LOGS = "aws:cloudwatch/logGroup:LogGroup";

let cloud: EngineWorld;

beforeAll(async () => {
  cloud = await openEngineWorld();
});

afterAll(() => cloud.close());

/** The log groups of the account, by name and retention. */
function logGroups(): readonly string[] {
  const rows = cloud.account().filter((row) => row.type === LOGS);
  return rows.map((row) => `${row.id} ${row.outputs.retentionInDays ?? "for ever"}`).sort();
}

describe("options of a resource on the real engine", () => {
  it("ignoreChanges, replaceOnChanges, deleteBeforeReplace, aliases and protect do what they say", async () => {
    const wish = { days: 7, name: "old", delay: 0, protect: true };
    const stack = await cloud.stack("options", async () => {
      const days = wish.days;
      new aws.cloudwatch.LogGroup("ignored", { retentionInDays: days }, { ignoreChanges: ["retentionInDays"] });
      new aws.cloudwatch.LogGroup("replaced", { retentionInDays: days }, { replaceOnChanges: ["retentionInDays"] });
      new aws.cloudwatch.LogGroup(
        "first",
        { retentionInDays: days },
        { replaceOnChanges: ["*"], deleteBeforeReplace: true },
      );
      new aws.cloudwatch.LogGroup(wish.name, { name: "/kept" }, { aliases: [{ name: "old" }] });
      new aws.cloudwatch.LogGroup("protected", { name: "/protected" }, { protect: wish.protect });
    });
    expect((await stack.up()).errors).toEqual([]);
    Object.assign(wish, { days: 30, name: "new" });
    const run = await stack.up();
    expect(run.errors).toEqual([]);
    expect(run.changed.filter((step) => step.includes("ignored") || step.includes("protected"))).toEqual([]);
    // An alias is no change of the resource: the engine only writes the new name down.
    expect(run.changed.filter((step) => / (old|new)$/.test(step))).toEqual([]);
    const order = (name: string) =>
      run.changed.filter((step) => step.endsWith(` ${name}`)).map((step) => step.split(" ")[0]);
    expect(order("replaced")).toEqual(["create-replacement", "replace", "delete-replaced"]);
    expect(order("first")).toEqual(["delete-replaced", "replace", "create-replacement"]);
    expect(logGroups().map((group) => group.replace(/-[0-9a-f]{7} /, " "))).toEqual([
      "/kept for ever",
      "/protected for ever",
      "first 30",
      "ignored 7",
      "replaced 30",
    ]);

    expect((await stack.destroy()).errors.join()).toContain("protected");
    expect(logGroups()).toContain("/protected for ever");
    wish.protect = false;
    await stack.up();
    expect((await stack.destroy()).errors).toEqual([]);
    expect(logGroups()).toEqual([]);
  });

  it("retainOnDelete leaves a resource there; get reads it, and import takes it over", async () => {
    const left = await cloud.stack("left", async () => {
      new aws.cloudwatch.LogGroup("app", { name: "/app", retentionInDays: 7 }, { retainOnDelete: true });
      const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" }, { retainOnDelete: true });
      return { vpcId: vpc.id };
    });
    const vpcId = String((await left.up()).outputs.vpcId);
    expect((await left.destroy()).errors).toEqual([]);
    expect(logGroups()).toEqual(["/app 7"]);

    const taken = await cloud.stack("taken", async () => {
      const vpc = aws.ec2.Vpc.get("main", vpcId);
      new aws.cloudwatch.LogGroup("app", { name: "/app", retentionInDays: 30 }, { import: "/app" });
      return { cidr: vpc.cidrBlock, dns: vpc.enableDnsSupport };
    });
    const run = await taken.up();
    expect(run.errors).toEqual([]);
    // What the program says otherwise is changed after the import.
    expect(run.changed.filter((step) => step.endsWith(" app"))).toEqual([`import ${LOGS} app`, `update ${LOGS} app`]);
    expect(logGroups()).toEqual(["/app 30"]);
    expect(run.outputs).toMatchObject({ cidr: "10.0.0.0/16", dns: true });
    // A resource that is only read is read each time, and never deleted.
    expect((await taken.up()).changed).toEqual(["read aws:ec2/vpc:Vpc main"]);
    expect((await taken.destroy()).errors).toEqual([]);
    expect(cloud.account().map((row) => row.id)).toEqual([vpcId]);

    const missing = async () => void new aws.cloudwatch.LogGroup("none", { name: "/none" }, { import: "/none" });
    const lost = await cloud.stack("lost", missing);
    expect((await lost.preview()).errors.join()).toContain("'/none' does not exist");
  });
});

describe("a change behind Pulumi's back", () => {
  it("is found by a refresh, and undone by the next run; what was deleted is made again", async () => {
    const stack = await cloud.stack("drifting", async () => {
      new aws.cloudwatch.LogGroup("changed", { name: "/changed", retentionInDays: 7 });
      new aws.cloudwatch.LogGroup("deleted", { name: "/deleted", retentionInDays: 7 });
    });
    await stack.up();
    const drift = { environment: "drifting" };
    await driftResource(cloud.world, { ...drift, resource: "changed", set: { retentionInDays: 90 } });
    await driftResource(cloud.world, { ...drift, resource: "deleted", set: {} });
    const refresh = await stack.refresh();
    expect(refresh.errors).toEqual([]);
    expect([...refresh.changed].sort()).toEqual([`delete ${LOGS} deleted`, `update ${LOGS} changed`]);
    const run = await stack.up();
    expect([...run.changed].sort()).toEqual([`create ${LOGS} deleted`, `update ${LOGS} changed`]);
    expect(logGroups()).toEqual(["/changed 7", "/deleted 7"]);
    await stack.destroy();
  });
});

describe("a component's children", () => {
  it("take transforms, protection and the component's alias", async () => {
    const wish = { name: "old", protect: true };
    const stack = await cloud.stack("children", async () => {
      const tagged: pulumi.ResourceTransform = ({ type, props, opts }) =>
        type === "aws:ec2/subnet:Subnet"
          ? { props: { ...props, tags: { ...props.tags, team: "infra" } }, opts: { ...opts, protect: wish.protect } }
          : undefined;
      new awsx.ec2.Vpc(
        wish.name,
        {
          numberOfAvailabilityZones: 1,
          subnetStrategy: "Auto",
          subnetSpecs: [{ type: "Isolated", cidrMask: 24 }],
          natGateways: { strategy: "None" },
          tags: { Name: "main" },
        },
        { transforms: [tagged], aliases: [{ name: "old" }] },
      );
    });
    expect((await stack.up()).errors).toEqual([]);
    const subnet = cloud.account().find((row) => row.type === "aws:ec2/subnet:Subnet");
    expect(subnet?.outputs.tagsAll).toMatchObject({ team: "infra", SubnetType: "Isolated" });
    const before = cloud.account().map((row) => row.id);
    wish.name = "new";
    const run = await stack.up();
    expect(run.errors).toEqual([]);
    expect(run.changed.filter((step) => !step.startsWith("update"))).toEqual([]);
    expect(cloud.account().map((row) => row.id)).toEqual(before);
    expect((await stack.destroy()).errors.join()).toContain("protected");
    wish.protect = false;
    await stack.up();
    expect((await stack.destroy()).errors).toEqual([]);
  });
});
