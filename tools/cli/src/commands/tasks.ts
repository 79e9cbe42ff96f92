import type { ServiceStatus } from "@strata/operate";
import type { Command } from "commander";
import { type CommandContext, EXIT } from "../context.ts";

/** `strata tasks <environment> [services…]`: what the services do now. */
export function tasksCommand(program: Command, { terminal, root, exit }: CommandContext): void {
  program
    .command("tasks")
    .description("show the tasks of the services, those that stopped, their logs, and whether their APIs answer")
    .argument("<environment>", "a file in environments/, without .yaml")
    .argument("[services...]", "keys of services (default: all)")
    .option("--json", "print JSON")
    .action(async (environment: string, services: readonly string[], options: { json?: boolean }) => {
      const { serviceStatus } = await import("@strata/operate");
      const all = await serviceStatus(root(), environment, services);
      if (options.json === true) terminal.out(JSON.stringify(all, undefined, 2));
      else for (const line of all.flatMap(linesOf)) terminal.out(line);
      if (all.some(({ running, desired, rollout }) => running < desired || rollout === "FAILED")) exit(EXIT.findings);
    });
}

function linesOf({ key, running, desired, revision, rollout, logGroup, api, tasks, events }: ServiceStatus) {
  return [
    `${key}: ${running} of ${desired} tasks, ${revision}${rollout === "" ? "" : `, ${rollout}`}`,
    `  log ${logGroup}`,
    ...(api === undefined ? [] : [`  api ${api}`]),
    ...tasks.map(({ id, status, health, revision: own, stopped }) =>
      stopped === undefined ? `  task ${id} ${status} ${health} ${own}` : `  task ${id} stopped: ${stopped}`,
    ),
    ...events.map((event) => `  event ${event}`),
  ];
}
