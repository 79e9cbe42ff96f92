import { expect, it } from "vitest";
import type { FoundAccount, FoundRole } from "../src/account-roles.ts";
import type { DeployRole } from "../src/deploy-roles.ts";
import { planDeployRoles } from "../src/plan-deploy-roles.ts";
import { roleLine } from "../src/role-lines.ts";
import { rolesOf } from "./roles.ts";

const wanted = Object.values(await rolesOf("threa-prod"));
const EMPTY: FoundAccount = { audiences: undefined, roles: {} };
const COMPLETE: FoundAccount = {
  audiences: ["sts.amazonaws.com"],
  roles: Object.fromEntries(wanted.map((role) => [role.name, found(role)])),
};

function found(role: DeployRole): FoundRole {
  return {
    name: role.name,
    trust: JSON.stringify(role.trust),
    tags: role.tags,
    policies: Object.fromEntries(
      Object.entries(role.policies).map(([name, document]) => [
        name,
        { arn: `arn:aws:iam::123456789012:policy/${name}`, document: JSON.stringify(document), olderVersions: [] },
      ]),
    ),
  };
}

/** The complete account with another network role. */
function withNetwork(change: (role: FoundRole) => FoundRole): FoundAccount {
  const role = COMPLETE.roles["threa-deploy-network"];
  if (role === undefined) throw new Error("there is a role for network");
  return { ...COMPLETE, roles: { ...COMPLETE.roles, [role.name]: change(role) } };
}

it("makes provider, six roles and their policies in an empty account", () => {
  const { actions, removals } = planDeployRoles(wanted, EMPTY);
  const counts = Object.groupBy(actions, ({ kind }) => kind);
  expect(counts["create-provider"]).toHaveLength(1);
  expect(counts["create-role"]).toHaveLength(6);
  expect(counts["create-policy"]).toHaveLength(wanted.flatMap(({ policies }) => Object.keys(policies)).length);
  expect(actions[0]?.kind).toBe("create-provider");
  expect(removals).toEqual([]);
});

it("has nothing to do where all is as it should be, whatever the order of a document's members", () => {
  const turned = withNetwork((role) => ({
    ...role,
    trust: JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(role.trust)).toReversed())),
  }));
  for (const account of [COMPLETE, turned]) {
    expect(planDeployRoles(wanted, account)).toEqual({
      actions: [],
      removals: [],
      kept: wanted.map(({ name }) => name),
    });
  }
});

it("changes what somebody changed: the trust, a tag, a policy", () => {
  const trust = planDeployRoles(
    wanted,
    withNetwork((role) => ({ ...role, trust: "{}" })),
  );
  expect(trust.actions.map(({ kind }) => kind)).toEqual(["change-trust"]);
  const tags = planDeployRoles(
    wanted,
    withNetwork((role) => ({ ...role, tags: {} })),
  );
  expect(tags.actions.map(({ kind }) => kind)).toEqual(["tag-role"]);
  const policy = planDeployRoles(wanted, withNetwork(loosened));
  expect(policy.actions).toMatchObject([
    { kind: "change-policy", policy: "threa-deploy-network-1", dropVersion: undefined },
  ]);
  expect(policy.kept).not.toContain("threa-deploy-network");
});

function loosened(role: FoundRole, older: readonly string[] = []): FoundRole {
  const name = "threa-deploy-network-1";
  const policy = role.policies[name];
  if (policy === undefined) throw new Error(`there is a policy ${name}`);
  return { ...role, policies: { ...role.policies, [name]: { ...policy, document: "{}", olderVersions: older } } };
}

it("takes the oldest version of a policy away where there is no room for another one", () => {
  const older = ["v2", "v3", "v4", "v5"];
  const plan = planDeployRoles(
    wanted,
    withNetwork((role) => loosened(role, older)),
  );
  expect(plan.actions).toMatchObject([{ kind: "change-policy", dropVersion: "v2" }]);
});

it("lists what is not needed any more by itself: it is removed only after a yes", () => {
  const extra = { arn: "arn:aws:iam::aws:policy/AdministratorAccess", document: "{}", olderVersions: [] };
  const account = withNetwork((role) => ({ ...role, policies: { ...role.policies, AdministratorAccess: extra } }));
  const old = { name: "threa-deploy-queue", trust: "{}", tags: {}, policies: {} };
  const plan = planDeployRoles(wanted, { ...account, roles: { ...account.roles, [old.name]: old } });
  expect(plan.actions).toEqual([]);
  expect(plan.removals.map(roleLine)).toEqual([
    { action: "remove", what: "IAM policy AdministratorAccess", detail: "from threa-deploy-network" },
    { action: "remove", what: "IAM role threa-deploy-queue" },
  ]);
});

it("takes a provider that is there, and adds the audience that it lacks", () => {
  const plan = planDeployRoles(wanted, { ...COMPLETE, audiences: ["https://github.com/acme"] });
  expect(plan.actions).toEqual([{ kind: "add-audience" }]);
});

it("trusts one repository in one GitHub environment, or on one branch, and asks for one of them", async () => {
  const branch = await rolesOf("threa-prod", { "ci.github": "{ repository: acme/platform, branch: main }" });
  const subject = (role: DeployRole) => JSON.stringify(role.trust);
  expect(subject(branch.edge)).toContain(
    '"token.actions.githubusercontent.com:sub":"repo:acme/platform:ref:refs/heads/main"',
  );
  expect(subject(branch.edge)).toContain('"token.actions.githubusercontent.com:aud":"sts.amazonaws.com"');
  expect(wanted.every((role) => subject(role).includes('"repo:acme/platform:environment:production"'))).toBe(true);
  for (const wrong of [
    "{ repository: acme/platform }",
    "{ repository: acme/platform, branch: main, environment: production }",
    "{ repository: acme, branch: main }",
    "{ repository: 'acme/*', branch: main }",
    "{ repository: acme/platform, branch: '*' }",
  ]) {
    await expect(rolesOf("threa-prod", { "ci.github": wrong }), wrong).rejects.toMatchObject({
      code: "ENVIRONMENT_INVALID",
    });
  }
});
