import { resolve } from "node:path";
import type { PushPlan } from "@strata/setup";
import { openEnvironment, optionInvalid } from "@strata/shared-config";
import type { Command } from "commander";
import { type CommandContext, EXIT } from "../context.ts";
import { watchInterruption } from "../setup/interruption.ts";

interface PushOptions {
  readonly source: string;
  readonly only: readonly string[];
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `strata push <environment>`: the application into the services that are there. */
export function pushCommand(program: Command, context: CommandContext): void {
  program
    .command("push")
    .description("build the application's images, push them, and have the services start new tasks with them")
    .argument("[environment]", "a file in environments/, without .yaml")
    .option("--source <folder>", "the application's source", process.env.INIT_CWD ?? ".")
    .option("--only <repositories...>", "keys of cluster.repositories (default: all that a service uses)", [])
    .option("--dry-run", "print what would be done, and do nothing")
    .option("--json", "print that as JSON")
    .action((environment: string | undefined, options: PushOptions) => push(environment, options, context));
}

async function push(name: string | undefined, options: PushOptions, { terminal, root, exit }: CommandContext) {
  if (name === undefined) throw optionInvalid("it needs the name of an environment", "strata push <environment>");
  const environment = openEnvironment(root(), name);
  const { readOutputs } = await import("@strata/rollout");
  const { planPush, readDeployed, requireSource, runPush } = await import("@strata/setup");
  const [cluster, services] = await Promise.all([
    readOutputs(root(), "cluster", name),
    // A push comes before the first deploy of the services: they stand on the images.
    readDeployed(readOutputs, root(), "services", name),
  ]);
  const plan = planPush(environment, { cluster, services }, options.only);
  const source = resolve(options.source);
  requireSource(source, plan);
  if (options.dryRun === true) {
    for (const line of options.json === true ? [JSON.stringify(plan, undefined, 2)] : planLines(plan))
      terminal.out(line);
    return;
  }
  const interruption = watchInterruption(() => terminal.err("stopping; Ctrl-C again ends at once"));
  try {
    await runPush(source, environment.aws.region, plan, { tell: terminal.err, signal: interruption.signal });
    terminal.err(`${name}: ${plan.images.length} images pushed${sequel(name, plan)}`);
  } catch (error) {
    if (!interruption.signal.aborted) throw error;
    terminal.err(`stopped: strata push ${name} begins again`);
    exit(EXIT.interrupted);
  } finally {
    interruption.end();
  }
}

function sequel(name: string, { services }: PushPlan): string {
  if (services.length > 0) return `, new tasks of ${services.join(", ")} start`;
  return `; none of their services runs yet: strata setup ${name}, or nx deploy services -c ${name}`;
}

function planLines({ images, services, cluster }: PushPlan): readonly string[] {
  return [
    ...images.flatMap(({ context, dockerfile, platform, references }) => [
      `build ${dockerfile} in ${context} for ${platform}`,
      ...references.map((reference) => `push ${reference}`),
    ]),
    ...services.map((service) => `new tasks of ${service} in ${cluster}`),
  ];
}
