import { applyRoles, planDeployRoles, readAccount, readBackend, roleLine, workspaceRoles } from "@strata/deploy-roles";
import { listEnvironments, loadEnvironment } from "@strata/shared-config";
import { type Change, NOTHING_TO_DO, type SetupStep } from "../steps/step.ts";

/** The deploy roles of CI. An environment that names no repository has none; nothing is ever removed here. */
export const rolesStep: SetupStep = {
  id: "deploy-roles",
  title: "deploy roles for CI",
  prepare: async ({ root, environment: name, aws, accountId, host }) => {
    // Before the step that writes the environment's file has run, there is nothing to read.
    if (!listEnvironments(root).includes(name)) return NOTHING_TO_DO;
    const environment = loadEnvironment(root, name);
    if (environment.ci.github === undefined) return NOTHING_TO_DO;
    const state = readBackend(root, { environment: name, account: accountId, region: aws.region });
    const wanted = await workspaceRoles(root, environment, accountId, state);
    const iam = await aws.iam();
    const { actions, removals, kept } = planDeployRoles(wanted, await readAccount(iam, accountId, environment));
    if (removals.length > 0) {
      const message = `${removals.length} deploy roles or policies are not needed any more: strata roles ${name} --write`;
      host.notify({ code: "note", data: { step: "deploy-roles", message } });
    }
    const changes = actions.map(roleLine).map(
      ({ action, ...rest }): Change => ({
        ...rest,
        action: action === "create" ? "create" : "change",
      }),
    );
    return {
      changes: [...changes, ...kept.map((role): Change => ({ action: "keep", what: `IAM role ${role}` }))],
      apply: () => applyRoles(iam, accountId, actions),
    };
  },
};
