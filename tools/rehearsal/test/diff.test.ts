import type { ResourceFacts } from "@strata/sdk-facts";
import { describe, expect, it } from "vitest";
import { diff } from "../src/operations/diff.ts";
import { secret, UNKNOWN, type Values } from "../src/wire/values.ts";
import { memoryCloud, scopeIn } from "./memory-cloud.ts";

const cloud = memoryCloud();

function factsOf(type: string): ResourceFacts {
  const facts = cloud.facts.resource(type);
  expect(facts).toBeDefined();
  return (
    facts ?? {
      token: type,
      inputs: [],
      required: [],
      computed: [],
      outputs: {},
      secrets: [],
      defaults: {},
      taggable: false,
      component: false,
    }
  );
}

function compare(type: string, before: Values, after: Values) {
  const found = diff(factsOf(type), before, after);
  return { ...found, changes: found.changes.map(({ path, kind }) => `${kind} ${path}`) };
}

describe("the difference of two inputs", () => {
  it("names the path of each change", () => {
    const before = { tags: { Name: "a", "strata:layer": "data" }, routes: [{ cidrBlock: "a" }, { cidrBlock: "b" }] };
    const after = { tags: { Name: "b", "strata:urn": "x" }, routes: [{ cidrBlock: "a" }, { cidrBlock: "c" }] };
    expect(compare("aws:ec2/routeTable:RouteTable", before, after).changes).toEqual([
      "update routes[1].cidrBlock",
      "update tags.Name",
      'delete tags["strata:layer"]',
      'add tags["strata:urn"]',
    ]);
  });

  it("is none for the same meaning: order of sets, absent and empty, numbers as texts, JSON", () => {
    const group = "aws:ec2/securityGroup:SecurityGroup";
    expect(
      compare(group, { ingress: [{ fromPort: 1 }, { fromPort: 2 }] }, { ingress: [{ fromPort: 2 }, { fromPort: 1 }] })
        .changes,
    ).toEqual([]);
    expect(compare(group, { tags: {} }, {}).changes).toEqual([]);
    expect(compare("aws:lb/targetGroup:TargetGroup", { port: "80" }, { port: 80 }).changes).toEqual([]);
    expect(
      compare(
        "aws:ecs/taskDefinition:TaskDefinition",
        { containerDefinitions: '[{"a":1,"b":2}]' },
        { containerDefinitions: '[ {"b":2, "a":1} ]' },
      ).changes,
    ).toEqual([]);
    expect(compare("aws:rds/instance:Instance", { password: secret("x") }, { password: "x" }).changes).toEqual([]);
  });

  it("is one where a value is not known yet", () => {
    expect(compare("aws:ec2/subnet:Subnet", { vpcId: "vpc-1" }, { vpcId: UNKNOWN })).toMatchObject({
      changes: ["update vpcId"],
      replaces: ["vpcId"],
    });
  });

  it.each<[string, string, boolean]>([
    ["aws:ec2/vpc:Vpc", "cidrBlock", true],
    ["aws:ec2/vpc:Vpc", "enableDnsHostnames", false],
    ["aws:rds/instance:Instance", "engine", true],
    ["aws:rds/instance:Instance", "instanceClass", false],
    ["aws:rds/instance:Instance", "identifier", false],
    ["aws:ecs/taskDefinition:TaskDefinition", "cpu", true],
    ["aws:ecs/taskDefinition:TaskDefinition", "tags", false],
    ["aws:ecs/service:Service", "taskDefinition", false],
    ["aws:ecs/service:Service", "cluster", true],
    ["aws:lb/targetGroup:TargetGroup", "port", true],
    ["aws:lb/listenerRule:ListenerRule", "priority", false],
    ["aws:secretsmanager/secretVersion:SecretVersion", "secretString", true],
    ["aws:sqs/queue:Queue", "region", true],
    ["cloudflare:index/dnsRecord:DnsRecord", "zoneId", true],
    ["cloudflare:index/dnsRecord:DnsRecord", "content", false],
    ["random:index/randomPassword:RandomPassword", "keepers", true],
  ])("of %s: a change of %s makes a new resource: %s", (type, property, replaced) => {
    expect(compare(type, { [property]: "a" }, { [property]: "b" }).replaces).toEqual(replaced ? [property] : []);
  });

  it("lets a resource go before its successor comes, when both would have the name that the program gave", () => {
    const type = "aws:lb/targetGroup:TargetGroup";
    const replaced = (before: Values, after: Values) => compare(type, before, after).deleteBeforeReplace;
    expect(replaced({ __defaults: [], name: "api", port: 80 }, { name: "api", port: 81 })).toBe(true);
    expect(replaced({ __defaults: ["name"], name: "api-1234567", port: 80 }, { name: "api-1234567", port: 81 })).toBe(
      false,
    );
    expect(replaced({ __defaults: [], name: "api", port: 80 }, { name: "api-v2", port: 81 })).toBe(false);
  });

  it("shows default tags of the provider that changed, though no input did", () => {
    const state = { tagsAll: { team: "infra", Name: "a" } };
    const scope = scopeIn("eu-central-1", { team: "platform" });
    const context = { state, scope, ignored: [] };
    const found = diff(factsOf("aws:ec2/vpc:Vpc"), { tags: { Name: "a" } }, { tags: { Name: "a" } }, context);
    expect(found.changes).toEqual([{ path: "tagsAll.team", kind: "update", replaces: false }]);
  });

  it("leaves out changes at and below the paths that the program ignores, and what they would replace", () => {
    const compared = (ignored: readonly string[]) => {
      const before = { family: "a", tags: { Name: "a", team: "a" } };
      const after = { family: "b", tags: { Name: "b", team: "b" } };
      const context = { state: {}, scope: scopeIn("eu-central-1"), ignored };
      return diff(factsOf("aws:ecs/taskDefinition:TaskDefinition"), before, after, context);
    };
    expect(compared(["family", "tags.team"])).toMatchObject({
      changes: [{ path: "tags.Name", kind: "update" }],
      replaces: [],
    });
    expect(compared(["fam", "tags"])).toMatchObject({ changes: [{ path: "family" }], replaces: ["family"] });
  });
});
