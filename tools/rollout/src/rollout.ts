/*
 * A rollout, in order: the environment, the graph, the layers, the places for state and record, the engine, the credentials
 * and a saved plan are checked, and nothing has changed → the lock of the environment is taken → see carry-out.ts → the
 * lock is given back.
 */
import { join } from "node:path";
import { checkRehearsal, localBackendFolder, openEnvironment } from "@strata/shared-config";
import { checkCaller } from "./caller/caller.ts";
import { carryOut } from "./carry-out.ts";
import { type EngineDoor, openEngine } from "./engine-door.ts";
import { underLease } from "./lock/under-lease.ts";
import { openPlan } from "./plan/held-plan.ts";
import { judgedEngine } from "./policies/judged-engine.ts";
import { checkConcurrency, checkGraph, checkStore, checkWritable, chooseLayers } from "./preflight.ts";
import { readLayers } from "./read-layers.ts";
import type { RolloutRecord } from "./record.ts";
import type { RolloutHost, RolloutRequest } from "./request.ts";
import { unfinishedLayers } from "./resume.ts";
import { openRuns } from "./run-folder.ts";

/**
 * Runs one operation over layers of an environment, in the order of the graph: see order.ts.
 *
 * Everything is checked first, and throws a StrataError before anything has changed. From then on it resolves with a record, whatever becomes of the layers, and
 * throws only if that record cannot be written.
 */
export async function runRollout(
  request: RolloutRequest,
  host: RolloutHost,
  open: (root: string) => Promise<EngineDoor> = openEngine,
): Promise<RolloutRecord> {
  const environment = openEnvironment(request.root, request.environment, request.config);
  const graph = await readLayers(request.root);
  const asked = chooseLayers(graph, request);
  checkGraph(graph, asked, request);
  checkConcurrency(request);
  checkRehearsal(process.env);
  const folder = runsFolder(request.root);
  await checkWritable(await openRuns(folder));
  const state = localBackendFolder(process.env.PULUMI_BACKEND_URL, request.root);
  if (state !== undefined) await checkWritable(state);
  const { policies } = environment;
  const engine = judgedEngine(await open(request.root), policies, request);
  const places = { folder, store: engine.store };
  const layers = request.resume === true ? await unfinishedLayers(places, request, asked) : asked;
  const plan = await openPlan(request, layers);
  const caller = await engine.readCaller?.(environment.aws.region);
  if (caller !== undefined) checkCaller(environment, caller);
  await checkStore(request, engine);
  return underLease(request, engine, host, (lease) =>
    carryOut({ graph, layers, folder, request, host, engine, policies, caller, plan, lease }),
  );
}

/** Where records and rehearsals are kept: the rehearsal's own folder, or `.strata` of the workspace. */
export function runsFolder(root: string): string {
  return process.env.STRATA_REHEARSAL ?? join(root, ".strata");
}

/** The file of a run's record. */
export function recordFile(root: string, id: string): string {
  return join(runsFolder(root), "runs", id, "record.json");
}
