import { join } from "node:path";
import { describeError, type LayerName, loadEnvironment, StrataError } from "@strata/shared-config";
import { checkDependents, checkUpstreams, notDeployed } from "./deployed-neighbours.ts";
import { type EngineDoor, openEngine } from "./engine-door.ts";
import { type LayerGraph, upstreamsOf } from "./layer-graph.ts";
import { planOrder } from "./order.ts";
import { checkGraph, checkWritable, chooseLayers } from "./preflight.ts";
import { readLayers } from "./read-layers.ts";
import { RECORD_VERSION, type RolloutRecord, waitingLayer } from "./record.ts";
import { checkRehearsal, stateFolder } from "./rehearsal-safety.ts";
import type { RolloutHost, RolloutRequest } from "./request.ts";
import { toNews } from "./resource-news.ts";
import { claimRun } from "./run-folder.ts";
import { RunJournal } from "./run-journal.ts";
import { type StepEnd, schedule } from "./schedule.ts";

type Outcome = Awaited<ReturnType<EngineDoor["run"]>>;

/**
 * Runs one operation over layers of an environment, in the order of the graph: see order.ts.
 *
 * Everything is checked first (environment, graph, layers, place for state and record, engine, neighbours), and throws a
 * StrataError before anything has changed. From then on it resolves with a record, whatever becomes of the layers, and
 * throws only if that record cannot be written.
 */
export async function runRollout(
  request: RolloutRequest,
  host: RolloutHost,
  open: (root: string) => Promise<EngineDoor> = openEngine,
): Promise<RolloutRecord> {
  loadEnvironment(request.root, request.environment, request.config);
  const graph = await readLayers(request.root);
  const layers = chooseLayers(graph, request);
  checkGraph(graph, layers, request);
  checkRehearsal(process.env);
  const folder = runsFolder(request.root);
  await checkWritable(folder);
  const state = stateFolder(process.env);
  if (state !== undefined) await checkWritable(state);
  const engine = await open(request.root);
  if (needsUpstreams(request)) await checkUpstreams(graph, layers, request, engine);
  if (request.operation === "destroy") await checkDependents(graph, layers, request, engine);

  const steps = planOrder(graph, layers, request.operation === "destroy" ? "dependents-first" : "upstreams-first");
  const order = steps.map(({ layer }) => layer);
  const startedAt = host.now();
  const { id, file } = await claimRun(folder, startedAt);
  const journal = new RunJournal(file, {
    version: RECORD_VERSION,
    id,
    operation: request.operation,
    environment: request.environment,
    rehearsal: process.env.STRATA_REHEARSAL !== undefined,
    engine: engine.version,
    status: "running",
    startedAt: startedAt.toISOString(),
    finishedAt: null,
    durationMs: 0,
    layers: order.map(waitingLayer),
  });
  await journal.note({});
  host.notify({ code: "rollout-started", data: { id, request, layers: order } });

  await schedule<Outcome>(steps, {
    concurrency: request.concurrency ?? steps.length,
    signal: host.signal,
    run: (layer) => runOne(layer, { graph, request, host, engine, journal }),
    ended: (layer, end) => endOne(layer, end, host, journal),
  });

  const finishedAt = host.now();
  await journal.note({
    status: overall(journal.record, host.signal),
    finishedAt: finishedAt.toISOString(),
    durationMs: finishedAt.getTime() - startedAt.getTime(),
  });
  host.notify({ code: "rollout-finished", data: { record: journal.record, file } });
  return journal.record;
}

/** Where records and rehearsals are kept: the rehearsal's own folder, or `.strata` of the workspace. */
export function runsFolder(root: string): string {
  return process.env.STRATA_REHEARSAL ?? join(root, ".strata");
}

/** The file of a run's record. */
export function recordFile(root: string, id: string): string {
  return join(runsFolder(root), "runs", id, "record.json");
}

interface Run {
  readonly graph: LayerGraph;
  readonly request: RolloutRequest;
  readonly host: RolloutHost;
  readonly engine: EngineDoor;
  readonly journal: RunJournal;
}

async function runOne(layer: LayerName, { graph, request, host, engine, journal }: Run): Promise<Outcome> {
  await journal.noteLayer(layer, { status: "running", startedAt: host.now().toISOString() });
  host.notify({ code: "layer-started", data: { layer } });
  const { root, environment, operation, config } = request;
  if (operation === "preview") await checkPlanned(layer, graph, request, engine);
  const stackConfig = Object.fromEntries(Object.entries(config).map(([path, value]) => [`strata:${path}`, value]));
  return engine.run({
    root,
    layer,
    environment,
    operation,
    config: stackConfig,
    onEvent: (event) => {
      const news = toNews(layer, event);
      if (news !== undefined) host.notify(news);
    },
  });
}

/** A preview leaves nothing behind for the next layer to read: each upstream must have been deployed before. */
async function checkPlanned(
  layer: LayerName,
  graph: LayerGraph,
  { environment }: RolloutRequest,
  engine: EngineDoor,
): Promise<void> {
  const missing: LayerName[] = [];
  for (const upstream of upstreamsOf(graph, layer)) {
    if (!(await engine.isDeployed(upstream, environment))) missing.push(upstream);
  }
  if (missing.length > 0) throw notDeployed(layer, missing, missing, environment);
}

async function endOne(layer: LayerName, end: StepEnd<Outcome>, host: RolloutHost, journal: RunJournal): Promise<void> {
  const now = host.now();
  const startedAt = journal.layer(layer)?.startedAt ?? null;
  const times =
    startedAt === null
      ? {}
      : { finishedAt: now.toISOString(), durationMs: now.getTime() - new Date(startedAt).getTime() };
  if (end.status === "succeeded") {
    const { changes, resources, outputs, diagnostics } = end.value;
    await journal.noteLayer(layer, { status: "succeeded", ...times, changes, resources, outputs, diagnostics });
  } else if (end.status === "failed") {
    await journal.noteLayer(layer, { status: "failed", ...times, ...failureOf(end.error) });
  } else {
    await journal.noteLayer(layer, { status: "skipped", reason: end.reason });
  }
  const record = journal.layer(layer);
  if (record !== undefined) host.notify({ code: "layer-finished", data: record });
}

function failureOf(error: unknown) {
  if (!(error instanceof StrataError)) return { reason: describeError(error), error: null };
  return { reason: error.message, error: { code: error.code, hint: error.hint } };
}

function needsUpstreams({ operation }: RolloutRequest): boolean {
  return operation === "deploy" || operation === "preview";
}

function overall(record: RolloutRecord, signal: AbortSignal): RolloutRecord["status"] {
  if (record.layers.some(({ status }) => status === "failed")) return "failed";
  if (record.layers.every(({ status }) => status === "succeeded")) return "succeeded";
  return signal.aborted ? "stopped" : "failed";
}
