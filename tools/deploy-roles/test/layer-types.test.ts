import { LAYERS } from "@strata/shared-config";
import { describe, expect, it } from "vitest";
import { deployRoles } from "../src/deploy-roles.ts";
import { readLayerUses, readUses } from "../src/layer-types.ts";
import { readModel } from "../src/model.ts";
import { goldenResources } from "./goldens.ts";
import { ROOT, rolesOf } from "./roles.ts";

const model = readModel();
const registered = goldenResources();

describe.each(LAYERS)("%s", (layer) => {
  const uses = readLayerUses(ROOT, layer);
  const types = new Set(uses.types.flatMap((type) => [type, ...(model.components[type] ?? [])]));

  it("constructs in its program all that it has registered in any environment", () => {
    const made = registered.filter((one) => one.layer === layer && /^awsx?:/.test(one.type));
    expect(made.length).toBeGreaterThan(10);
    expect([...new Set(made.map(({ type }) => type))].filter((type) => !types.has(type))).toEqual([]);
  });

  it("uses no type and no look-up whose permissions are unknown", () => {
    const known = (type: string) => model.components[type] !== undefined || model.types[type] !== undefined;
    expect(uses.types.filter((type) => !known(type))).toEqual([]);
    expect(uses.functions.filter((name) => model.functions[name] === undefined)).toEqual([]);
  });
});

it("reads constructors, look-ups and AWS's policies of a program, and nothing else", () => {
  const source = `
    import * as aws from "@pulumi/aws";
    new aws.ecs.Service("api", {});
    new pulumi.ComponentResource("x", "y");
    new awsx.ec2.Vpc("vpc");
    new aws.Provider("elsewhere", {});
    const { accountId } = aws.getCallerIdentityOutput({}, { parent: this });
    aws.lb.getListener({ arn });
    const policyArn = \`arn:aws:iam::aws:policy/service-role/\${policy}\`;
    const other = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore";
    type Zone = aws.route53.Zone;
  `;
  expect(readUses("program.ts", source)).toEqual({
    types: ["aws:ecs/service:Service", "awsx:ec2:Vpc"],
    functions: ["aws.getCallerIdentity", "aws.lb.getListener"],
    policies: ["arn:aws:iam::aws:policy/service-role/*", "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"],
  });
});

it("refuses a program with a type that has no row, and names the file to add it to", async () => {
  await rolesOf("threa-prod");
  const none = { types: [], functions: [], policies: [] };
  const uses = { ...none, types: ["aws:kinesis/stream:Stream"] };
  const neighbours = { upstreams: [], others: [] };
  const { loadEnvironment } = await import("@strata/shared-config");
  const github = { "ci.github": "{ repository: acme/platform, branch: main }" };
  const input = {
    environment: loadEnvironment(ROOT, "threa-prod", github),
    account: "123456789012",
    state: undefined,
    model,
    uses: { network: uses, data: none, cluster: none, services: none, edge: none, observability: none },
    neighbours: {
      network: neighbours,
      data: neighbours,
      cluster: neighbours,
      services: neighbours,
      edge: neighbours,
      observability: neighbours,
    },
  };
  expect(() => deployRoles(input)).toThrow(
    expect.objectContaining({
      code: "TYPE_UNKNOWN",
      message: "stacks/network uses aws:kinesis/stream:Stream, of which no permissions are known",
      hint: expect.stringContaining("tools/deploy-roles/models/types.yaml"),
    }),
  );
});
