import { relative, resolve } from "node:path";
import type { RolloutRecord, SavedPlan } from "@strata/rollout";
import { LAYERS } from "@strata/shared-config";
import type { Command } from "commander";
import { type CommandContext, EXIT } from "../context.ts";
import { requireLayer } from "../layer-argument.ts";
import { changesTable, consumedTable } from "../preview-table.ts";
import { createProgress } from "../progress.ts";
import { stopSignal } from "../stop-signal.ts";
import type { Terminal } from "../terminal.ts";

interface PlanOptions {
  readonly output?: string;
  readonly json?: boolean;
  readonly config: readonly string[];
}

/** `strata plan <environment> [layers…]`: what a deploy would do, to look at and to hold a deploy to. */
export function planCommand(program: Command, context: CommandContext): void {
  program
    .command("plan")
    .description("preview the layers of an environment, each on what its upstreams plan, and keep what they would do")
    .argument("<environment>", "a file in environments/, without .yaml")
    .argument("[layers...]", `of ${LAYERS.join(", ")} (default: all)`)
    .option("-o, --output <file>", "where to keep the plan, for deploy --plan")
    .option("--json", "print the plan as JSON")
    .option("--config <path=value>", "a setting for this plan alone, by its path; may be given again", collect, [])
    .action((environment: string, layers: readonly string[], options: PlanOptions) =>
      plan(environment, layers, options, context),
    );
}

async function plan(
  environment: string,
  layers: readonly string[],
  options: PlanOptions,
  { terminal, root: findRoot, exit }: CommandContext,
): Promise<void> {
  const root = findRoot();
  const { parseSettings, planFile, readPlan, recordFile, runRollout, summarisePreview, writePlan } = await import(
    "@strata/rollout"
  );
  const stop = stopSignal();
  const request = {
    root,
    environment,
    operation: "preview",
    layers: layers.length === 0 ? "all" : layers.map(requireLayer),
    config: parseSettings(options.config),
  } as const;
  const host = { notify: createProgress(terminal).notify, now: () => new Date(), signal: stop };
  const record = await runRollout(request, host);

  const summary = summarisePreview(record);
  if (options.json !== true) {
    terminal.out(changesTable(summary));
    if (summary.consumed.length > 0) terminal.out(consumedTable(summary));
  }
  if (record.status !== "succeeded") {
    for (const line of problems(record, terminal)) terminal.err(line);
    return exit(stop.aborted ? EXIT.interrupted : EXIT.findings);
  }
  const made = await readPlan(planFile(recordFile(root, record.id)));
  if (options.output !== undefined) await writePlan(resolve(options.output), made);
  if (options.json === true) terminal.out(JSON.stringify(made, undefined, 2));
  else for (const line of closing(made, options.output, root)) terminal.out(line);
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

function problems({ layers }: RolloutRecord, { paint }: Terminal): readonly string[] {
  return layers.flatMap(({ layer, status, reason, error }) => {
    if (status !== "failed") return [];
    const code = error === null ? "" : `${error.code}: `;
    return [paint.red(`${layer}: ${code}${reason}`), ...(error === null ? [] : [`  next: ${error.hint}`])];
  });
}

function closing({ environment, commit, config, layers }: SavedPlan, file: string | undefined, root: string) {
  const where = file === undefined ? undefined : resolve(file);
  const at = commit === null ? "no commit" : `${commit.id}${commit.dirty ? ", and files that differ from it" : ""}`;
  const settings = Object.entries(config).map(([path, value]) => ` --config ${path}=${value}`);
  const names = layers.map(({ layer }) => layer).join(",");
  const inside = where === undefined ? undefined : relative(root, where);
  const path = inside === undefined || inside.startsWith("..") ? where : inside;
  if (path === undefined) return [`made at ${at}`];
  return [
    `plan  ${path}, made at ${at}`,
    `next  nx run-many -t deploy -p ${names} -c ${environment} --plan ${path}${settings.join("")}`,
  ];
}
