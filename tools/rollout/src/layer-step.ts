import { describeError, type LayerName, StrataError } from "@strata/shared-config";
import { type ContractScope, checkPlannedOutputs, hasOutsideDependents } from "./contracts/check-contracts.ts";
import { checkPlanned } from "./deployed-neighbours.ts";
import type { EngineDoor } from "./engine-door.ts";
import type { LayerGraph } from "./layer-graph.ts";
import type { LossLog } from "./losses/loss-log.ts";
import type { RolloutHost, RolloutRequest } from "./request.ts";
import { toNews } from "./resource-news.ts";
import type { RunJournal } from "./run-journal.ts";
import type { StepEnd, StepResult } from "./schedule.ts";
import type { Tracer } from "./tracer.ts";

/** What a run of a layer came to, as the engine says it. */
export type Outcome = Awaited<ReturnType<EngineDoor["run"]>>;

/** What the steps of one rollout share. */
export interface Run {
  readonly graph: LayerGraph;
  readonly request: RolloutRequest;
  readonly host: RolloutHost;
  readonly engine: EngineDoor;
  readonly journal: RunJournal;
  readonly losses: LossLog;
  /** Undefined for a run that keeps no trace. */
  readonly tracer: Tracer | undefined;
}

/** Runs one layer, and tells of it. Throws why it failed. */
export async function runLayerStep(layer: LayerName, run: Run): Promise<StepResult<Outcome>> {
  const { graph, request, host, engine, journal, losses, tracer } = run;
  await journal.noteLayer(layer, { status: "running", startedAt: host.now().toISOString() });
  host.notify({ code: "layer-started", data: { layer } });
  const { root, environment, operation, config } = request;
  if (operation === "preview") await checkPlanned(layer, graph, request, engine);
  const stackConfig = Object.fromEntries(Object.entries(config).map(([path, value]) => [`strata:${path}`, value]));
  tracer?.takeBefore(layer, (await engine.readStack(layer, environment)).dependencies);
  const call = { root, layer, environment, config: stackConfig };
  if (operation === "deploy") await checkBeforeDeploy(call, run);
  const outcome = await engine.run({
    ...call,
    operation,
    onEvent: (event) => {
      tracer?.takeEvent(layer, event);
      losses.takeEvent(layer, event);
      const news = toNews(layer, event);
      if (news !== undefined) host.notify(news);
    },
  });
  if (operation === "preview") await checkPlannedOutputs(layer, outcome.outputs, scopeOf(run));
  tracer?.takeAfter(layer, (await engine.readStack(layer, environment)).dependencies);
  return { status: "succeeded", value: outcome };
}

/**
 * What a deploy leaves is known before it only by a preview. One is made where somebody who takes no part stands on the
 * layer; those who take part are held against the contract as it is written. Throws CONTRACT_BROKEN.
 */
async function checkBeforeDeploy(call: Omit<Parameters<EngineDoor["run"]>[0], "operation" | "onEvent">, run: Run) {
  const scope = scopeOf(run);
  if (!(await hasOutsideDependents(call.layer, scope))) return;
  const { outputs } = await run.engine.run({ ...call, operation: "preview", onEvent: () => undefined });
  await checkPlannedOutputs(call.layer, outputs, scope);
}

function scopeOf({ graph, request, engine, journal }: Run): ContractScope {
  return { graph, request, engine, layers: journal.record.layers.map(({ layer }) => layer) };
}

/** Notes how a layer ended, and tells of it. Throws only if that cannot be written. */
export async function endLayerStep(
  layer: LayerName,
  end: StepEnd<Outcome>,
  { host, journal, losses }: Run,
): Promise<void> {
  const now = host.now();
  await journal.noteLayer(layer, { losses: losses.of(layer) });
  const startedAt = journal.layer(layer)?.startedAt ?? null;
  const times =
    startedAt === null
      ? {}
      : { finishedAt: now.toISOString(), durationMs: now.getTime() - new Date(startedAt).getTime() };
  if (end.status === "succeeded") {
    const { changes, resources, outputs, consumed, diagnostics, notes } = end.value;
    const told = { changes, resources, outputs, consumed, diagnostics, notes };
    await journal.noteLayer(layer, { status: "succeeded", ...times, ...told });
  } else if (end.status === "failed") {
    await journal.noteLayer(layer, { status: "failed", ...times, ...failureOf(end.error) });
  } else {
    const cause = end.status === "skipped" ? end.cause : null;
    await journal.noteLayer(layer, { status: end.status, ...times, reason: end.reason, cause });
  }
  const record = journal.layer(layer);
  if (record !== undefined) host.notify({ code: "layer-finished", data: record });
}

function failureOf(error: unknown) {
  if (!(error instanceof StrataError)) return { reason: describeError(error), error: null };
  return { reason: error.message, error: { code: error.code, hint: error.hint } };
}
