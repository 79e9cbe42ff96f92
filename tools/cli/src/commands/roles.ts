import type { DeployRole, RolesPlan } from "@strata/deploy-roles";
import type { Command } from "commander";
import { askYes } from "../ask-once.ts";
import { type CommandContext, EXIT } from "../context.ts";
import type { Terminal } from "../terminal.ts";

interface RolesOptions {
  readonly json?: boolean;
  readonly write?: boolean;
  readonly remove?: boolean;
}

/** `strata roles <environment>`: the roles by which CI deploys each layer and nothing else. */
export function rolesCommand(program: Command, context: CommandContext): void {
  program
    .command("roles")
    .description("show the roles by which CI deploys each layer and nothing else; --write makes them so")
    .argument("<environment>", "a file in environments/, without .yaml")
    .option("--json", "print the roles with their trust and policies as JSON")
    .option("--write", "make the account's roles what they have to be; what is not needed any more goes after a yes")
    .option("--remove", "with --write: remove what is not needed any more without asking")
    .action((environment: string, options: RolesOptions) => roles(environment, options, context));
}

async function roles(name: string, options: RolesOptions, { terminal, root, exit }: CommandContext): Promise<void> {
  const { readBackend, workspaceRoles } = await import("@strata/deploy-roles");
  const { openEnvironment } = await import("@strata/shared-config");
  const { checkCaller, readCaller } = await import("@strata/rollout");
  const environment = openEnvironment(root(), name);
  const { region, accountId } = environment.aws;
  const caller = options.write === true || accountId === undefined ? await readCaller(region) : undefined;
  if (caller !== undefined) checkCaller(environment, caller);
  const account = caller?.account ?? accountId ?? "";
  const state = readBackend(root(), { environment: name, account, region });
  const wanted = await workspaceRoles(root(), environment, account, state);
  if (state === undefined) terminal.err("the state is not in S3: these roles have no access to it");
  if (options.write !== true) return print(wanted, options, terminal);

  const { applyRoles, planDeployRoles, readAccount, roleLine } = await import("@strata/deploy-roles");
  const { IAMClient } = await import("@aws-sdk/client-iam");
  const iam = new IAMClient({ region });
  try {
    const plan = planDeployRoles(wanted, await readAccount(iam, account, environment));
    const lines = plan.actions.map(roleLine);
    for (const { action, what, detail } of lines) terminal.out(`${action} ${what}${detail ? `: ${detail}` : ""}`);
    await applyRoles(iam, account, plan.actions);
    if (lines.length === 0) terminal.err(`the ${plan.kept.length} deploy roles of ${name} are as they should be`);
    const left = await remove(plan);
    if (left > 0) exit(EXIT.findings);
  } finally {
    iam.destroy();
  }

  async function remove({ removals }: RolesPlan): Promise<number> {
    if (removals.length === 0) return 0;
    for (const { what, detail } of removals.map(roleLine))
      terminal.err(`not needed: ${what}${detail ? ` ${detail}` : ""}`);
    if (options.remove !== true && !(await isAgreed(removals.length))) {
      terminal.err(`nothing was removed; to remove it: strata roles ${name} --write --remove`);
      return removals.length;
    }
    await applyRoles(iam, account, removals);
    return 0;
  }
}

/** Without a terminal nobody says yes. */
async function isAgreed(count: number): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  return askYes(`Remove these ${count}?`);
}

function print(wanted: readonly DeployRole[], { json }: RolesOptions, terminal: Terminal): void {
  if (json === true) {
    terminal.out(JSON.stringify(wanted, undefined, 2));
    return;
  }
  for (const { name, description, policies } of wanted) {
    terminal.out(`${terminal.paint.bold(name)}  ${description}`);
    for (const [policy, { Statement: statements }] of Object.entries(policies)) {
      terminal.out(`  ${policy}`);
      for (const { Effect: effect, Action: action, Resource: resource, Condition: condition } of statements) {
        const limits = condition === undefined ? "" : `  if ${JSON.stringify(condition)}`;
        terminal.out(`    ${effect === "Deny" ? "never " : ""}${[action].flat().join(" ")}`);
        terminal.out(`      on ${[resource].flat().join(" ")}${limits}`);
      }
    }
  }
}
