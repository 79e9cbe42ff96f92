import { hostname } from "node:os";
import { join } from "node:path";
import { checkRehearsal, type LayerName, loadEnvironment, localBackendFolder } from "@strata/shared-config";
import { type Caller, checkCaller, expiryWarning } from "./caller/caller.ts";
import { readCommit } from "./commit.ts";
import { checkWrittenContracts } from "./contracts/check-contracts.ts";
import { openCutoff } from "./cutoff/cutoff.ts";
import { checkDependents, checkUpstreams } from "./deployed-neighbours.ts";
import { type EngineDoor, openEngine } from "./engine-door.ts";
import { PlannedLayers } from "./given-upstreams.ts";
import { endLayerStep, type Outcome, type Run, runLayerStep } from "./layer-step.ts";
import { underLease } from "./lock/under-lease.ts";
import { LossLog } from "./losses/loss-log.ts";
import { isDestroy, planOrder } from "./order.ts";
import { openPlan } from "./plan/held-plan.ts";
import { makePlan } from "./plan/make-plan.ts";
import { planFile, writePlan } from "./plan/plan-file.ts";
import { checkConcurrency, checkGraph, checkStore, checkWritable, chooseLayers } from "./preflight.ts";
import { checkProtected } from "./protected-resources.ts";
import { readLayers } from "./read-layers.ts";
import { RECORD_VERSION, type RolloutRecord, waitingLayer } from "./record.ts";
import { sweepFailedRun } from "./recovery/sweep-run.ts";
import type { RolloutHost, RolloutRequest } from "./request.ts";
import { lastDuration, unfinishedLayers } from "./resume.ts";
import { claimRun, openRuns } from "./run-folder.ts";
import { RunJournal } from "./run-journal.ts";
import { storeRun } from "./runs/stored-runs.ts";
import { schedule } from "./schedule.ts";
import { TRACE_VERSION } from "./trace.ts";
import { writeTrace } from "./trace-file.ts";
import { Tracer } from "./tracer.ts";

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
  const environment = loadEnvironment(request.root, request.environment, request.config);
  const graph = await readLayers(request.root);
  const asked = chooseLayers(graph, request);
  checkGraph(graph, asked, request);
  checkConcurrency(request);
  checkRehearsal(process.env);
  const folder = runsFolder(request.root);
  await checkWritable(await openRuns(folder));
  const state = localBackendFolder(process.env.PULUMI_BACKEND_URL, request.root);
  if (state !== undefined) await checkWritable(state);
  const engine = await open(request.root);
  const places = { folder, store: engine.store };
  const layers = request.resume === true ? await unfinishedLayers(places, request, asked) : asked;
  const plan = await openPlan(request, layers);
  const caller = await engine.readCaller?.(environment.aws.region);
  if (caller !== undefined) checkCaller(environment, caller);
  await checkStore(request, engine);
  return underLease(request, engine, host, (lease) =>
    carryOut({ graph, layers, folder, request, host, engine, caller, plan, lease }),
  );
}

/** What has been checked, and the lock under which it is done. */
interface CheckedRollout extends Pick<Run, "graph" | "request" | "host" | "engine" | "plan" | "lease"> {
  readonly layers: readonly LayerName[];
  /** Of the records. */
  readonly folder: string;
  /** Undefined in a rehearsal. */
  readonly caller: Caller | undefined;
}

/** Checks what only holds while nobody else changes the environment, and runs the layers. */
async function carryOut({
  graph,
  layers,
  folder,
  request,
  host,
  engine,
  caller,
  plan,
  lease,
}: CheckedRollout): Promise<RolloutRecord> {
  if (needsUpstreams(request)) {
    await checkUpstreams(graph, layers, request, engine);
    await checkWrittenContracts({ graph, request, engine, layers });
  }
  if (isDestroy(request.operation)) {
    await checkDependents(graph, layers, request, engine);
    await checkProtected(layers, request, engine);
  }

  const steps = planOrder(graph, layers, isDestroy(request.operation) ? "dependents-first" : "upstreams-first");
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
    exitCode: null,
    supervisor: { pid: process.pid, host: hostname() },
    commit: await readCommit(request.root),
    fence: lease?.number ?? null,
    startedAt: startedAt.toISOString(),
    finishedAt: null,
    durationMs: 0,
    layers: order.map(waitingLayer),
    orphans: [],
  });
  await journal.note({});
  host.notify({ code: "rollout-started", data: { id, request, layers: order } });
  const warning =
    caller && expiryWarning(caller, startedAt, await lastDuration({ folder, store: engine.store }, request));
  if (warning !== undefined) host.notify({ code: "warning", data: { message: warning } });

  const losses = new LossLog(host);
  if (isDestroy(request.operation)) {
    for (const layer of order) losses.takeStack(layer, (await engine.readStack(layer, request.environment)).resources);
  }
  const tracer = request.traced === true ? new Tracer() : undefined;
  const concurrency = request.concurrency ?? Math.max(1, steps.length);
  const planned = new PlannedLayers();
  const cutoff = openCutoff({ graph, request, host, engine, record: journal.record });
  const run = { graph, request, host, engine, journal, losses, planned, plan, tracer, lease, cutoff };
  await schedule<Outcome>(steps, {
    concurrency,
    failFast: request.failFast ?? false,
    signal: host.signal,
    run: (layer) => runLayerStep(layer, run),
    ended: (layer, end) => endLayerStep(layer, end, run),
  });

  if (tracer !== undefined) {
    const { operation, environment } = request;
    await writeTrace(file, {
      version: TRACE_VERSION,
      id,
      operation,
      environment,
      concurrency,
      layers: tracer.layers(steps),
    });
  }

  const finishedAt = host.now();
  const status = overall(journal.record, host.signal);
  await journal.note({
    orphans: await sweepFailedRun(request, journal.record, engine, host),
    status,
    exitCode: host.signal.aborted ? 130 : status === "succeeded" ? 0 : 1,
    finishedAt: finishedAt.toISOString(),
    durationMs: finishedAt.getTime() - startedAt.getTime(),
  });
  const made = makePlan(journal.record, request, planned.of);
  if (made !== undefined) await writePlan(planFile(file), made);
  if (engine.store !== undefined) await storeRun(engine.store, journal.record);
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

function needsUpstreams({ operation }: RolloutRequest): boolean {
  return operation === "deploy" || operation === "preview";
}

function overall(record: RolloutRecord, signal: AbortSignal): RolloutRecord["status"] {
  if (record.layers.every(({ status }) => status === "succeeded" || status === "unchanged")) return "succeeded";
  return signal.aborted ? "stopped" : "failed";
}
