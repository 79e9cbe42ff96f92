import { mkdtempSync, rmSync } from "node:fs";
import { appendFile, cp, mkdir, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DetachRolePolicyCommand,
  GetOpenIDConnectProviderCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  ListAttachedRolePoliciesCommand,
  ListPoliciesCommand,
  ListRolesCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { applyRoles, planDeployRoles, readAccount, readBackend, roleLine, workspaceRoles } from "@strata/deploy-roles";
import { type Moto, startMoto } from "@strata/moto";
import { loadEnvironment } from "@strata/shared-config";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type Aws, openAws } from "../src/aws/aws.ts";
import { rolesStep } from "../src/roles/roles-step.ts";
import { runSetup } from "../src/run-setup.ts";
import type { SetupEvent } from "../src/setup-host.ts";
import type { SetupContext } from "../src/steps/step.ts";

const REPOSITORY = join(import.meta.dirname, "..", "..", "..");
const ACCOUNT = "123456789012";
let moto: Moto;
let aws: Aws;
let root: string;

beforeAll(async () => {
  moto = await startMoto();
  for (const [name, value] of Object.entries(moto.variables)) vi.stubEnv(name, value);
  vi.stubEnv("PULUMI_BACKEND_URL", "s3://acme-state?region=eu-central-1");
  vi.stubEnv("STRATA_LOCK_TABLE", "acme-locks");
  aws = openAws("eu-central-1");
  root = mkdtempSync(join(tmpdir(), "strata-roles-"));
  for (const name of ["products", "tiers", "stacks", "nx.json", "package.json", "pnpm-workspace.yaml"]) {
    await symlink(join(REPOSITORY, name), join(root, name));
  }
  await mkdir(join(root, "environments"));
  await cp(join(REPOSITORY, "environments"), join(root, "environments"), { recursive: true });
  await appendFile(
    join(root, "environments", "threa-prod.yaml"),
    "ci: { github: { repository: acme/platform, environment: production } }\n",
  );
});

afterAll(async () => {
  aws.close();
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true, force: true });
  await moto.stop();
});

function contextFor(environment: string, events: SetupEvent[] = []): SetupContext {
  const host = {
    notify: (event: SetupEvent) => void events.push(event),
    now: () => new Date(0),
    pause: async () => undefined,
    signal: new AbortController().signal,
  };
  return { root, environment, answers: {}, secrets: new Map(), aws, accountId: ACCOUNT, host };
}

it("makes GitHub's provider and six roles, and finds nothing to do the second time", async () => {
  const context = contextFor("threa-prod");
  expect(await runSetup([rolesStep], context)).toEqual(["deploy-roles"]);
  const iam = await aws.iam();
  const { Roles: roles = [] } = await iam.send(new ListRolesCommand({}));
  expect(roles.map(({ RoleName: name }) => name).sort()).toEqual([
    "threa-deploy-cluster",
    "threa-deploy-data",
    "threa-deploy-edge",
    "threa-deploy-network",
    "threa-deploy-observability",
    "threa-deploy-services",
  ]);
  const provider = await iam.send(
    new GetOpenIDConnectProviderCommand({
      OpenIDConnectProviderArn: `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`,
    }),
  );
  expect(provider.ClientIDList).toEqual(["sts.amazonaws.com"]);

  const { changes } = await rolesStep.prepare(context);
  expect(changes.map(({ action, what }) => `${action} ${what}`)).toEqual(
    ["network", "data", "cluster", "services", "edge", "observability"].map(
      (layer) => `keep IAM role threa-deploy-${layer}`,
    ),
  );
  expect(await runSetup([rolesStep], context)).toEqual([]);
});

it("F43 goes on where it was when it was cut off after any of its acts", async () => {
  const context = contextFor("threa-prod");
  const iam = await aws.iam();
  const [role, policy] = ["threa-deploy-edge", `arn:aws:iam::${ACCOUNT}:policy/threa-deploy-edge-1`];
  // The policy was made, and not attached.
  await iam.send(new DetachRolePolicyCommand({ RoleName: role, PolicyArn: policy }));
  expect(await runSetup([rolesStep], context)).toEqual(["deploy-roles"]);
  // The policies were made, and their role is gone.
  const { AttachedPolicies: attached = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: role }));
  for (const { PolicyArn } of attached) await iam.send(new DetachRolePolicyCommand({ RoleName: role, PolicyArn }));
  await iam.send(new DeleteRoleCommand({ RoleName: role }));
  expect(await runSetup([rolesStep], context)).toEqual(["deploy-roles"]);
  expect(await runSetup([rolesStep], context)).toEqual([]);
});

it("puts back what somebody changed by hand", async () => {
  const iam = await aws.iam();
  const everybody = { Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" };
  const open = JSON.stringify({ Version: "2012-10-17", Statement: [everybody] });
  await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: "threa-deploy-data", PolicyDocument: open }));
  const events: SetupEvent[] = [];
  await runSetup([rolesStep], contextFor("threa-prod", events));
  const planned = events.find(({ code }) => code === "step-planned");
  expect(JSON.stringify(planned)).toContain('"what":"IAM role threa-deploy-data","detail":"who may take it"');
  const { Role: role } = await iam.send(new GetRoleCommand({ RoleName: "threa-deploy-data" }));
  expect(decodeURIComponent(role?.AssumeRolePolicyDocument ?? "")).toContain(
    "repo:acme/platform:environment:production",
  );
});

it("leaves alone what is not needed any more, says so, and removes it by its own call only", async () => {
  const iam = await aws.iam();
  const tags = { "strata:environment": "threa-prod", "strata:deploys": "queue" };
  const trust = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" }],
  };
  await iam.send(
    new CreateRoleCommand({
      RoleName: "threa-deploy-queue",
      AssumeRolePolicyDocument: JSON.stringify(trust),
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    }),
  );
  const PolicyDocument = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" }],
  });
  const made = [];
  for (const PolicyName of ["threa-deploy-queue-1", "acme-extra"]) {
    const { Policy: policy } = await iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument }));
    made.push(policy?.Arn ?? "");
  }
  const [queue, extra] = made;
  await iam.send(new AttachRolePolicyCommand({ RoleName: "threa-deploy-queue", PolicyArn: queue }));
  await iam.send(new AttachRolePolicyCommand({ RoleName: "threa-deploy-edge", PolicyArn: extra }));

  const events: SetupEvent[] = [];
  expect(await runSetup([rolesStep], contextFor("threa-prod", events))).toEqual([]);
  expect(JSON.stringify(events)).toContain("2 deploy roles or policies are not needed any more");

  const environment = loadEnvironment(root, "threa-prod");
  const state = readBackend(root, { environment: "threa-prod", account: ACCOUNT, region: "eu-central-1" });
  const wanted = await workspaceRoles(root, environment, ACCOUNT, state);
  const { removals } = planDeployRoles(wanted, await readAccount(iam, ACCOUNT, environment));
  expect(removals.map((removal) => roleLine(removal).what)).toEqual([
    "IAM policy acme-extra",
    "IAM role threa-deploy-queue",
  ]);
  await applyRoles(iam, ACCOUNT, removals);
  const { Roles: roles = [] } = await iam.send(new ListRolesCommand({}));
  expect(roles.map(({ RoleName: name }) => name)).not.toContain("threa-deploy-queue");
  const { Policies: policies = [] } = await iam.send(new ListPoliciesCommand({ Scope: "Local" }));
  const names = policies.map(({ PolicyName: name }) => name);
  // Ours went with its role; what somebody else made was taken off, and is there.
  expect(names).not.toContain("threa-deploy-queue-1");
  expect(names).toContain("acme-extra");
});

it("refuses a role of our name that is not ours", async () => {
  const iam = await aws.iam();
  await iam.send(new UntagRoleCommand({ RoleName: "threa-deploy-data", TagKeys: ["strata:environment"] }));
  await expect(runSetup([rolesStep], contextFor("threa-prod"))).rejects.toMatchObject({ code: "ROLE_TAKEN" });
  await iam.send(
    new TagRoleCommand({ RoleName: "threa-deploy-data", Tags: [{ Key: "strata:environment", Value: "threa-prod" }] }),
  );
});

it("gives a role the state of the backend in use, below its address", async () => {
  const iam = await aws.iam();
  const arn = `arn:aws:iam::${ACCOUNT}:policy/threa-deploy-services-1`;
  const { PolicyVersion: version } = await iam.send(new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: "v1" }));
  const document = decodeURIComponent(version?.Document ?? "");
  expect(document).toContain("arn:aws:s3:::acme-state/.pulumi/stacks/services/threa-prod.*");
  expect(document).toContain(`arn:aws:dynamodb:eu-central-1:${ACCOUNT}:table/acme-locks`);
});

it("does nothing for an environment that names no repository", async () => {
  expect((await rolesStep.prepare(contextFor("threa-scaled"))).changes).toEqual([]);
});
