import { applyRoles, planDeployRoles, readAccount, readBackend, roleLine, workspaceRoles } from "@strata/deploy-roles";
import { loadEnvironment } from "@strata/shared-config";
import { plannedEnvironment } from "../environment/planned-environment.ts";
import { type Change, NOTHING_TO_DO, type SetupStep } from "../steps/step.ts";

/** The deploy roles of CI. An environment that names no repository has none; nothing is ever removed here. */
export const rolesStep: SetupStep = {
  id: "deploy-roles",
  title: "deploy roles for CI",
  prepare: async (context) => {
    const { root, environment: name, aws, accountId, host } = context;
    const planned = plannedEnvironment(context);
    const { github } = planned.environment.ci;
    if (github === undefined) return NOTHING_TO_DO;
    const environment = planned.existing === undefined ? undefined : loadEnvironment(root, name);
    // What they may do follows from the file, which an earlier step writes.
    if (environment?.ci.github === undefined) {
      const change: Change = {
        action: "later",
        what: `deploy roles for ${github.repository}`,
        detail: "one for each layer",
      };
      return { changes: [change], apply: async () => undefined };
    }
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
