/*
 * What a rollout does under the lock of its environment, in order: the layers around it are looked at, since they hold still
 * from now on → the record is begun → what a destroy loses for good is told → policy packs judge what a deploy would do →
 * the layers run, see schedule.ts and layer-step.ts → after a failure the account is searched for what no state knows →
 * the record, the trace and the plan are written, and the record is put beside the state.
 */
import { hostname } from "node:os";
import type { LayerName } from "@strata/shared-config";
import { processStart } from "@strata/shared-config/process";
import { type Caller, expiryWarning } from "./caller/caller.ts";
import { readCommit } from "./commit.ts";
import { checkWrittenContracts } from "./contracts/check-contracts.ts";
import { openCutoff } from "./cutoff/cutoff.ts";
import { checkDependents, checkUpstreams } from "./deployed-neighbours.ts";
import { readingOnce } from "./engine-door.ts";
import { PlannedLayers } from "./given-upstreams.ts";
import { endLayerStep, type Outcome, type Run, runLayerStep } from "./layer-step.ts";
import { LossLog } from "./losses/loss-log.ts";
import { isDestroy, isPreview, readsUpstreams } from "./operations.ts";
import { planOrder, type Step } from "./order.ts";
import { makePlan } from "./plan/make-plan.ts";
import { planFile, writePlan } from "./plan/plan-file.ts";
import { judgeFirst } from "./policies/judge-first.ts";
import { checkProtected } from "./protected-resources.ts";
import { RECORD_VERSION, type RolloutRecord, waitingLayer } from "./record.ts";
import { sweepFailedRun } from "./recovery/sweep-run.ts";
import { lastDuration } from "./resume.ts";
import { claimRun } from "./run-folder.ts";
import { RunJournal } from "./run-journal.ts";
import { storeRun } from "./runs/stored-runs.ts";
import { schedule } from "./schedule.ts";
import { TRACE_VERSION } from "./trace.ts";
import { writeTrace } from "./trace-file.ts";
import { Tracer } from "./tracer.ts";

/** What has been checked, and the lock under which it is done. */
export interface CheckedRollout
  extends Pick<Run, "graph" | "request" | "host" | "engine" | "policies" | "plan" | "lease"> {
  readonly layers: readonly LayerName[];
  /** Of the records. */
  readonly folder: string;
  /** Undefined in a rehearsal. */
  readonly caller: Caller | undefined;
}

/** Does a rollout that has been checked. Throws before the record is begun, or when that cannot be written. */
export async function carryOut(rollout: CheckedRollout): Promise<RolloutRecord> {
  const { graph, layers, request, host, engine } = rollout;
  // Nothing runs before the first step.
  const still = readingOnce(engine);
  await checkNeighbours({ ...rollout, engine: still });
  const steps = planOrder(graph, layers, isDestroy(request.operation) ? "dependents-first" : "upstreams-first");
  const journal = await beginRecord(rollout, steps);
  await warnOfExpiry(rollout, journal.record);

  const losses = new LossLog(host);
  if (isDestroy(request.operation)) {
    for (const { layer } of steps) {
      losses.takeStack(layer, (await still.readStack(layer, request.environment)).resources);
    }
  }
  const run: Run = {
    ...rollout,
    journal,
    losses,
    planned: new PlannedLayers(),
    tracer: request.traced === true ? new Tracer() : undefined,
    cutoff: openCutoff({ graph, request, host, engine, record: journal.record }),
  };
  const concurrency = request.concurrency ?? Math.max(1, steps.length);
  const refused = await judgeFirst(steps, run);
  for (const { layer, end } of refused) await endLayerStep(layer, end, run);
  await schedule<Outcome>(refused.length > 0 ? [] : steps, {
    concurrency,
    failFast: request.failFast ?? false,
    signal: host.signal,
    run: (layer) => runLayerStep(layer, run),
    ended: (layer, end) => endLayerStep(layer, end, run),
  });
  if (run.tracer !== undefined) {
    const { id, operation, environment } = journal.record;
    const layers = run.tracer.layers(steps);
    await writeTrace(journal.file, { version: TRACE_VERSION, id, operation, environment, concurrency, layers });
  }
  return endRecord(run);
}

async function checkNeighbours({ graph, layers, request, engine }: CheckedRollout): Promise<void> {
  if (readsUpstreams(request.operation)) {
    await checkUpstreams(graph, layers, request, engine);
    await checkWrittenContracts({ graph, request, engine, layers });
  }
  if (isDestroy(request.operation)) {
    await checkDependents(graph, layers, request, engine);
    await checkProtected(layers, request, engine);
  }
}

async function beginRecord(rollout: CheckedRollout, steps: readonly Step[]): Promise<RunJournal> {
  const { folder, request, host, engine, lease } = rollout;
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
    supervisor: { pid: process.pid, process: processStart(process.pid), host: hostname() },
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
  return journal;
}

async function warnOfExpiry({ folder, request, host, engine, caller }: CheckedRollout, { startedAt }: RolloutRecord) {
  if (caller === undefined) return;
  const last = await lastDuration({ folder, store: engine.store }, request);
  const message = expiryWarning(caller, new Date(startedAt), last);
  if (message !== undefined) host.notify({ code: "warning", data: { message } });
}

async function endRecord({ request, host, engine, journal, planned }: Run): Promise<RolloutRecord> {
  const finishedAt = host.now();
  const status = overall(journal.record, host.signal);
  await journal.note({
    orphans: await sweepFailedRun(request, journal.record, engine, host),
    status,
    exitCode: host.signal.aborted ? 130 : status === "succeeded" ? 0 : 1,
    finishedAt: finishedAt.toISOString(),
    durationMs: finishedAt.getTime() - new Date(journal.record.startedAt).getTime(),
  });
  const made = makePlan(journal.record, request, planned.of);
  if (made !== undefined) await writePlan(planFile(journal.file), made);
  if (engine.store !== undefined && !isPreview(request.operation)) await storeRun(engine.store, journal.record);
  host.notify({ code: "rollout-finished", data: { record: journal.record, file: journal.file } });
  return journal.record;
}

function overall(record: RolloutRecord, signal: AbortSignal): RolloutRecord["status"] {
  if (record.layers.every(({ status }) => status === "succeeded" || status === "unchanged")) return "succeeded";
  return signal.aborted ? "stopped" : "failed";
}
