import { describeError, type LayerName, StrataError } from "@strata/shared-config";
import { type ContractScope, checkPlannedOutputs, hasOutsideDependents } from "./contracts/check-contracts.ts";
import type { Cutoff } from "./cutoff/cutoff.ts";
import type { EngineDoor } from "./engine-door.ts";
import { givenUpstreams, type PlannedLayers, type Upstreams } from "./given-upstreams.ts";
import type { LayerGraph } from "./layer-graph.ts";
import { freeStack } from "./lock/free-stack.ts";
import type { Lease } from "./lock/lease.ts";
import type { LossLog } from "./losses/loss-log.ts";
import { checkStep } from "./plan/held-plan.ts";
import type { SavedPlan } from "./plan/saved-plan.ts";
import { guardLayer, settleLayer } from "./recovery/guard-layer.ts";
import type { RolloutHost, RolloutRequest } from "./request.ts";
import { toNews } from "./resource-news.ts";
import type { RunJournal } from "./run-journal.ts";
import type { StepEnd, StepResult } from "./schedule.ts";
import { awaitServices } from "./steady/await-services.ts";
import type { Tracer } from "./tracer.ts";

/** What a run of a layer came to, as the engine says it. */
export type Outcome = Awaited<ReturnType<EngineDoor["run"]>>;

/** What the steps of one rollout share. */
export interface Run {
  readonly graph: LayerGraph;
  readonly request: RolloutRequest;
  readonly host: RolloutHost;
  readonly engine: EngineDoor;
  /** The policy packs that judge its previews and deploys, by name. */
  readonly policies: readonly string[];
  readonly journal: RunJournal;
  readonly losses: LossLog;
  /** What the previews of this run have planned so far. */
  readonly planned: PlannedLayers;
  /** What a deploy is to keep to; undefined for one that keeps to nothing. */
  readonly plan: SavedPlan | undefined;
  /** Undefined for a run that keeps no trace. */
  readonly tracer: Tracer | undefined;
  /** Undefined for a run that takes no lock. */
  readonly lease: Lease | undefined;
  /** Undefined for a run that changes nothing, and where nothing can be remembered. */
  readonly cutoff: Cutoff | undefined;
}

/** Runs one layer, and tells of it. Throws why it failed. */
export async function runLayerStep(layer: LayerName, run: Run): Promise<StepResult<Outcome>> {
  const { graph, request, host, engine, journal, losses, tracer, cutoff } = run;
  await run.lease?.check();
  await freeStack(layer, run);
  const cut = await cutoff?.before(layer);
  if (cut !== undefined) {
    const { reason, ...kept } = cut;
    await journal.noteLayer(layer, kept);
    return { status: "unchanged", reason };
  }
  await journal.noteLayer(layer, { status: "running", startedAt: host.now().toISOString() });
  host.notify({ code: "layer-started", data: { layer } });
  const { root, environment, operation } = request;
  const upstreams = await givenUpstreams(layer, graph, run.planned, engine, request);
  tracer?.takeBefore(layer, (await engine.readStack(layer, environment)).dependencies);
  const layerRun = { root, layer, environment, config: stackConfig(request), upstreams };
  const settled = await settleLayer(layer, run);
  await lookAhead(layerRun, run);
  await cutoff?.begun(layer);
  const outcome = await guardLayer(layer, run, settled, (watch) =>
    engine.run({
      ...layerRun,
      operation,
      onEvent: (event) => {
        watch(event);
        tracer?.takeEvent(layer, event);
        losses.takeEvent(layer, event);
        const news = toNews(layer, event);
        if (news !== undefined) host.notify(news);
      },
    }),
  );
  if (operation === "preview") await checkPlannedOutputs(layer, outcome.outputs, scopeOf(run));
  if (operation === "deploy") await awaitServices(layer, outcome.outputs, run);
  run.planned.take(layer, outcome, upstreams, request);
  tracer?.takeAfter(layer, (await engine.readStack(layer, environment)).dependencies);
  await cutoff?.succeeded(layer, outcome);
  return { status: "succeeded", value: outcome };
}

/** A request's settings as a stack's configuration spells them. */
export function stackConfig({ config }: RolloutRequest): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(config).map(([path, value]) => [`strata:${path}`, value]));
}

/**
 * Looks at what a deploy would do, just before it does it, where somebody holds it to that: a saved plan, or a layer that
 * takes no part and stands on this one. Those that take part are held against the contract as it is written. Throws
 * PLAN_STALE and CONTRACT_BROKEN.
 */
async function lookAhead(layerRun: LayerCall, run: Run): Promise<void> {
  const { engine, plan, request } = run;
  if (request.operation !== "deploy") return;
  const { layer, upstreams } = layerRun;
  const scope = scopeOf(run);
  const stoodOn = await hasOutsideDependents(layer, scope);
  if (plan === undefined && !stoodOn) return;
  const now = await engine.run({ ...layerRun, operation: "preview", onEvent: () => undefined });
  if (plan !== undefined) checkStep(plan, layer, now, upstreams, request);
  if (stoodOn) await checkPlannedOutputs(layer, now.outputs, scope);
}

type LayerCall = Omit<Parameters<EngineDoor["run"]>[0], "operation" | "onEvent" | "upstreams"> & {
  readonly upstreams: Upstreams;
};

function scopeOf({ graph, request, engine, journal }: Run): ContractScope {
  return { graph, request, engine, layers: journal.record.layers.map(({ layer }) => layer) };
}

/** Notes how a layer ended, and tells of it. Throws only if that cannot be written. */
export async function endLayerStep(
  layer: LayerName,
  end: StepEnd<Outcome>,
  { host, journal, losses, cutoff }: Run,
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
    await cutoff?.failed(layer);
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
