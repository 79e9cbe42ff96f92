import { expect, it } from "vitest";
import { SCENARIOS } from "../../../test/lives/scenarios.ts";
import type { DeployRole } from "../src/deploy-roles.ts";
import { listOf } from "../src/statement.ts";
import { rolesOf } from "./roles.ts";

/** A role as a list that shows in a diff what was added or taken away. */
function textOf({ name, policies }: DeployRole): string {
  const statements = Object.entries(policies).flatMap(([policy, { Statement: all }]) => [
    policy.slice(name.length + 1),
    ...all.flatMap(({ Effect, Action, Resource, Condition }) => [
      `  ${Effect}${Condition === undefined ? "" : ` if ${JSON.stringify(Condition)}`}`,
      ...listOf(Action).map((action) => `    ${action}`),
      ...listOf(Resource).map((resource) => `      ${resource}`),
    ]),
  ]);
  return [name, ...statements, ""].join("\n");
}

it.each(["threa-prod", "happyrobot-options"])("are as written down: %s", async (name) => {
  const { environment = name, config = {} } = SCENARIOS[name] ?? {};
  const roles = await rolesOf(environment, config);
  for (const role of Object.values(roles)) {
    await expect(textOf(role)).toMatchFileSnapshot(`golden/${name}/${role.layer}.txt`);
  }
});
