import type { StackContents, StackUpdate } from "@strata/engine";
import { readStackLocks, type StackLock } from "@strata/engine/stack-lock";
import { type LayerName, openEnvironment, StrataError } from "@strata/shared-config";
import { stackHolderText } from "../lock/free-stack.ts";
import { openReader, type StateReader } from "../open-reader.ts";
import { planOrder } from "../order.ts";
import { readLayers } from "../read-layers.ts";
import type { RolloutRecord } from "../record.ts";
import { isBookKeeping } from "../resource-news.ts";
import { newestRun } from "../runs/newest-run.ts";
import { isSupervised } from "../supervisor/standing.ts";
import type { EnvironmentStatus, LastRun, LayerStatus } from "./environment-status.ts";

/**
 * How every layer of an environment stands. Needs no secret key, and no engine where the backend keeps objects. Changes
 * nothing. A state that cannot be read is a row of its own, and the others are there.
 *
 * @param folder of this machine's records
 * @throws StrataError for an environment or an order that is in doubt
 */
export async function readStatus(
  root: string,
  environment: string,
  folder: string,
  open: (root: string) => Promise<StateReader> = openReader,
): Promise<EnvironmentStatus> {
  openEnvironment(root, environment);
  const graph = await readLayers(root);
  const names = graph.layers.map(({ name }) => name);
  const order = planOrder(graph, names, "upstreams-first").map(({ layer }) => layer);
  const reader = await open(root);
  const run = await newestRun({ folder, store: reader.store }, environment);
  const layers = await Promise.all(order.map((layer) => readLayer(layer, environment, reader, run)));
  const lastRun = run === undefined ? null : lastRunOf(run);
  return { version: 1, environment, backend: reader.store?.place ?? null, layers, lastRun };
}

async function readLayer(
  layer: LayerName,
  environment: string,
  { store, readStack }: StateReader,
  run: RolloutRecord | undefined,
): Promise<LayerStatus> {
  // Loaded here: it brings the Pulumi SDK with it.
  const { lastUpdate } = await import("@strata/engine");
  const locks = store === undefined ? [] : await readStackLocks(store, layer, environment);
  const update = store === undefined ? undefined : await lastUpdate(store, layer, environment);
  const known = { layer, lastUpdate: update ?? null, locks };
  try {
    const stack = await readStack(layer, environment);
    const resources = stack.resources.filter(({ type }) => !isBookKeeping(type)).length;
    return {
      ...known,
      resources,
      pending: stack.pending.length,
      ...judge({ layer, environment, stack, update, locks, run }),
    };
  } catch (error) {
    if (!(error instanceof StrataError) || error.code !== "STATE_DAMAGED") throw error;
    return { ...known, resources: 0, pending: 0, state: "damaged", reason: error.message, next: error.hint };
  }
}

interface Evidence {
  readonly layer: LayerName;
  readonly environment: string;
  readonly stack: StackContents;
  readonly update: StackUpdate | undefined;
  readonly locks: readonly StackLock[];
  readonly run: RolloutRecord | undefined;
}

function judge(evidence: Evidence): Pick<LayerStatus, "state" | "reason" | "next"> {
  const { layer, environment, stack, update, locks, run } = evidence;
  const deploy = `nx deploy ${layer} -c ${environment}`;
  const row = run?.layers.find((other) => other.layer === layer);
  if (run?.status === "running" && row?.status === "running" && isSupervised(run) !== false) {
    return { state: "running", reason: `${run.operation} since ${row.startedAt}`, next: null };
  }
  const [lock] = locks;
  if (lock !== undefined) return { state: "locked", reason: `by ${stackHolderText(lock)}`, next: deploy };
  if (stack.pending.length > 0) {
    const reason = `${stack.pending.length} operations of a run that died have no known end`;
    return { state: "unfinished", reason, next: deploy };
  }
  if (stack.entries === 0 && row?.status !== "failed") return { state: "never deployed", reason: null, next: null };
  // A preview changes nothing, and so it breaks nothing.
  const broke = row?.status === "failed" && run !== undefined && !run.operation.startsWith("preview");
  if (broke) return { state: "failed", reason: row.reason, next: row.error?.hint ?? deploy };
  if (update?.succeeded === false) return { state: "failed", reason: `its last ${update.kind} failed`, next: deploy };
  return stack.entries === 0
    ? { state: "never deployed", reason: null, next: null }
    : { state: "deployed", reason: null, next: null };
}

function lastRunOf(run: RolloutRecord): LastRun {
  const { id, operation, status, exitCode, supervisor, commit, startedAt, finishedAt, layers } = run;
  return {
    id,
    operation,
    status,
    exitCode,
    supervisor,
    commit,
    startedAt,
    finishedAt,
    alive: status === "running" ? (isSupervised(run) ?? null) : null,
    layers: layers.map((row) => ({ layer: row.layer, status: row.status, reason: row.reason })),
  };
}
