import { LAYERS, type LayerName } from "@strata/shared-config";
import { beforeAll, describe, expect, it } from "vitest";
import { SCENARIOS } from "../../../test/lives/scenarios.ts";
import type { DeployRole } from "../src/deploy-roles.ts";
import { isAllowed } from "./evaluate.ts";
import { goldenResources } from "./goldens.ts";
import { ACCOUNT, rolesOf } from "./roles.ts";

const ENVIRONMENT = "threa-prod";
const HERE = `eu-central-1:${ACCOUNT}`;
let roles: Record<LayerName, DeployRole>;

beforeAll(async () => {
  roles = await rolesOf(ENVIRONMENT);
});

function tags(key: "RequestTag" | "ResourceTag", layer: string, environment = ENVIRONMENT) {
  return { [`aws:${key}/strata:environment`]: environment, [`aws:${key}/strata:layer`]: layer };
}

/** Layers whose role may do something. */
function whoMay(action: string, resource: string, context = {}): readonly string[] {
  return LAYERS.filter((layer) => isAllowed(roles[layer], { action, resource, context }));
}

describe("a thing of a layer", () => {
  it.each([
    ["rds:DeleteDBInstance", `arn:aws:rds:${HERE}:db:threa-postgres`, "data"],
    ["ec2:DeleteVpc", `arn:aws:ec2:${HERE}:vpc/vpc-1`, "network"],
    ["ecs:UpdateCluster", `arn:aws:ecs:${HERE}:cluster/threa`, "cluster"],
    ["ecs:UpdateService", `arn:aws:ecs:${HERE}:service/threa/app`, "services"],
    ["wafv2:DeleteWebACL", `arn:aws:wafv2:us-east-1:${ACCOUNT}:global/webacl/threa/1`, "edge"],
    ["sns:DeleteTopic", `arn:aws:sns:${HERE}:threa-alarms`, "observability"],
  ])("is changed by its own layer's role alone: %s", (action, resource, layer) => {
    expect(whoMay(action, resource, tags("ResourceTag", layer))).toEqual([layer]);
  });

  it("is out of reach for every role where it is another environment's, or nobody's", () => {
    const group = `arn:aws:logs:${HERE}:log-group:/ecs/threa`;
    expect(whoMay("logs:DeleteLogGroup", group, tags("ResourceTag", "services"))).toEqual(["services"]);
    expect(whoMay("logs:DeleteLogGroup", group, tags("ResourceTag", "services", "threa-scaled"))).toEqual([]);
    expect(whoMay("logs:DeleteLogGroup", group)).toEqual([]);
  });

  it("is made with the layer's own tags only", () => {
    const group = `arn:aws:logs:${HERE}:log-group:/ecs/threa`;
    expect(whoMay("logs:CreateLogGroup", group, tags("RequestTag", "network"))).toEqual(["network"]);
    expect(whoMay("logs:CreateLogGroup", group, tags("RequestTag", "services"))).toEqual(["services"]);
    expect(whoMay("logs:CreateLogGroup", group)).toEqual([]);
  });

  it("cannot be taken over by tagging it anew", () => {
    const group = `arn:aws:logs:${HERE}:log-group:/ecs/threa`;
    const claim = tags("RequestTag", "network");
    expect(whoMay("logs:TagResource", group, claim)).toEqual(["network"]);
    expect(whoMay("logs:TagResource", group, { ...claim, ...tags("ResourceTag", "network") })).toEqual(["network"]);
    expect(
      isAllowed(roles.network, {
        action: "logs:TagResource",
        resource: group,
        context: { ...claim, ...tags("ResourceTag", "services") },
      }),
    ).toBe(false);
    expect(whoMay("logs:UntagResource", group, tags("ResourceTag", "services"))).toEqual(["services"]);
  });

  it("lies in the environment's region", () => {
    const made = tags("RequestTag", "services");
    expect(whoMay("ecs:CreateService", `arn:aws:ecs:eu-west-1:${ACCOUNT}:service/threa/app`, made)).toEqual([]);
    expect(whoMay("ecs:CreateService", `arn:aws:ecs:${HERE}:service/threa/app`, made)).toEqual(["services"]);
  });

  it("is made in EC2 with tags on what is new, inside of what the environment has", () => {
    const inside = { "aws:ResourceTag/strata:environment": ENVIRONMENT };
    const vpc = `arn:aws:ec2:${HERE}:vpc/vpc-1`;
    expect(whoMay("ec2:CreateSubnet", `arn:aws:ec2:${HERE}:subnet/*`, tags("RequestTag", "network"))).toEqual([
      "network",
    ]);
    expect(whoMay("ec2:CreateSubnet", vpc, inside)).toEqual(["network"]);
    expect(whoMay("ec2:CreateSubnet", vpc)).toEqual([]);
  });
});

describe("roles", () => {
  const role = `arn:aws:iam::${ACCOUNT}:role/threa-task`;

  it("are handed to the services that a layer's types need them for, and to no other", () => {
    const passed = (service: string) => whoMay("iam:PassRole", role, { "iam:PassedToService": service });
    expect(passed("ecs-tasks.amazonaws.com")).toEqual(["services"]);
    expect(passed("vpc-flow-logs.amazonaws.com")).toEqual(["network"]);
    expect(passed("ec2.amazonaws.com")).toEqual(["cluster"]);
    expect(passed("lambda.amazonaws.com")).toEqual([]);
    const foreign = `arn:aws:iam::${ACCOUNT}:role/OrganizationAdmin`;
    expect(whoMay("iam:PassRole", foreign, { "iam:PassedToService": "ecs-tasks.amazonaws.com" })).toEqual([]);
  });

  it("are made under the environment's names only", () => {
    const made = tags("RequestTag", "services");
    expect(whoMay("iam:CreateRole", role, made)).toEqual(["services"]);
    expect(whoMay("iam:CreateRole", `arn:aws:iam::${ACCOUNT}:role/OrganizationAdmin`, made)).toEqual([]);
  });

  it("get those of AWS's policies that the program names: no layer makes an administrator", () => {
    const attach = (policy: string) =>
      whoMay("iam:AttachRolePolicy", `arn:aws:iam::${ACCOUNT}:role/threa-execution`, {
        ...tags("ResourceTag", "cluster"),
        "iam:PolicyARN": `arn:aws:iam::aws:policy/${policy}`,
      });
    expect(attach("service-role/AmazonECSTaskExecutionRolePolicy")).toEqual(["cluster"]);
    expect(attach("AdministratorAccess")).toEqual([]);
  });

  it.each([
    ["iam:PutRolePolicy", `arn:aws:iam::${ACCOUNT}:role/threa-deploy-services`],
    ["iam:UpdateAssumeRolePolicy", `arn:aws:iam::${ACCOUNT}:role/threa-deploy-network`],
    ["iam:CreatePolicyVersion", `arn:aws:iam::${ACCOUNT}:policy/threa-deploy-services-1`],
    [
      "iam:UpdateOpenIDConnectProviderThumbprint",
      `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`,
    ],
  ])("by which CI deploys are out of reach of themselves: %s", (action, resource) => {
    const all = LAYERS.flatMap((layer) => whoMay(action, resource, tags("ResourceTag", layer)));
    expect(all).toEqual([]);
  });

  it("are out of reach under a suffix too, role and policy", async () => {
    const { services } = await rolesOf("suna-staging");
    const context = tags("ResourceTag", "services", "suna-staging");
    for (const resource of [
      `role/${services.name}`,
      ...Object.keys(services.policies).map((name) => `policy/${name}`),
    ]) {
      const arn = `arn:aws:iam::${ACCOUNT}:${resource}`;
      expect(isAllowed(services, { action: "iam:UpdateAssumeRolePolicy", resource: arn, context })).toBe(false);
      const denied = Object.values(services.policies).flatMap(({ Statement }) =>
        Statement.filter(({ Effect }) => Effect === "Deny"),
      );
      const patterns = denied.flatMap(({ Resource }) => [Resource].flat());
      expect(
        patterns.some((pattern) => pattern.endsWith("*") && arn.startsWith(pattern.slice(0, -1))),
        arn,
      ).toBe(true);
    }
  });

  it("of the cluster's tasks get the services' secrets from the services", () => {
    const execution = `arn:aws:iam::${ACCOUNT}:role/threa-execution`;
    expect(whoMay("iam:PutRolePolicy", execution, tags("ResourceTag", "cluster"))).toEqual(["services"]);
    expect(whoMay("iam:DeleteRole", execution, tags("ResourceTag", "cluster"))).toEqual(["cluster"]);
  });
});

it("shows a secret to the layer that keeps it, and a parameter of AWS to whoever asks", () => {
  const secret = `arn:aws:secretsmanager:${HERE}:secret:threa/database-AbCdEf`;
  expect(whoMay("secretsmanager:GetSecretValue", secret, tags("ResourceTag", "data"))).toEqual(["data"]);
  expect(whoMay("secretsmanager:GetSecretValue", secret)).toEqual([]);
  const own = `arn:aws:ssm:${HERE}:parameter/threa/database-url`;
  expect(whoMay("ssm:GetParameter", own, tags("ResourceTag", "data"))).toEqual(["data"]);
  const image = "arn:aws:ssm:eu-central-1::parameter/aws/service/ecs/optimized-ami/recommended";
  expect(whoMay("ssm:GetParameter", image)).toContain("cluster");
});

it("changes records of the environment's own zone, and of no zone where there is none", async () => {
  const record = (name: string) => ({
    action: "route53:ChangeResourceRecordSets",
    resource: "arn:aws:route53:::hostedzone/Z1",
    context: { "route53:ChangeResourceRecordSetsNormalizedRecordNames": [name] },
  });
  const { edge } = await rolesOf("threa-scaled", { dns: "{ provider: route53, zone: threa.example.com }" });
  expect(isAllowed(edge, record("app.threa.example.com"))).toBe(true);
  expect(isAllowed(edge, record("app.acme.example.com"))).toBe(false);
});

it("works in a network that exists and was adopted, which bears no tags of ours", async () => {
  const vpc = { action: "ec2:CreateSecurityGroup", resource: `arn:aws:ec2:us-west-2:${ACCOUNT}:vpc/vpc-1` };
  const { network } = await rolesOf("suna-prod");
  expect(isAllowed(network, vpc)).toBe(true);
});

const registered = goldenResources();

describe.each([...new Set(registered.map(({ environment }) => environment))])("in %s", (environment) => {
  const resources = registered.filter((one) => one.environment === environment);
  const scenario = SCENARIOS[environment];

  it("every role and bucket of a layer has a name that its deploy role may make", async () => {
    const all = await rolesOf(scenario?.environment ?? environment, scenario?.config);
    const named = resources.flatMap(({ layer, type, inputs: { name, bucket } }) => {
      const made = tags("RequestTag", layer, scenario?.environment ?? environment);
      const role = { action: "iam:CreateRole", resource: `arn:aws:iam::${ACCOUNT}:role/${name}`, context: made };
      if (type === "aws:iam/role:Role") return [{ layer, request: role }];
      const request = { action: "s3:CreateBucket", resource: `arn:aws:s3:::${bucket}`, context: made };
      return type === "aws:s3/bucket:Bucket" ? [{ layer, request }] : [];
    });
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter(({ layer, request }) => !isAllowed(all[layer], request))).toEqual([]);
  });

  it("every policy that a layer gives to another layer's role is known", async () => {
    const all = await rolesOf(scenario?.environment ?? environment, scenario?.config);
    const given = resources.flatMap(({ layer, type, inputs: { role } }) => {
      if (type !== "aws:iam/rolePolicy:RolePolicy") return [];
      const owner = resources.find((one) => one.type === "aws:iam/role:Role" && one.inputs.name === role)?.layer;
      if (owner === undefined) return [];
      const context = tags("ResourceTag", owner, scenario?.environment ?? environment);
      return [
        { layer, request: { action: "iam:PutRolePolicy", resource: `arn:aws:iam::${ACCOUNT}:role/${role}`, context } },
      ];
    });
    expect(given.filter(({ layer, request }) => !isAllowed(all[layer], request))).toEqual([]);
  });
});
