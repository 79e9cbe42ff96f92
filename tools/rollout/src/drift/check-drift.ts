import { checkRehearsal, describeError, type LayerName, openEnvironment, StrataError } from "@strata/shared-config";
import { planOrder } from "../order.ts";
import { chooseLayers } from "../preflight.ts";
import { readLayers } from "../read-layers.ts";
import { schedule } from "../schedule.ts";
import { type DriftDoor, openDriftEngine } from "./drift-door.ts";
import { DRIFT_VERSION, type DriftReport, type LayerDrift, overallDrift } from "./drift-report.ts";
import { compareLayer, noDrift } from "./layer-drift.ts";

/** What is to be compared. */
export interface DriftRequest {
  readonly root: string;
  readonly environment: string;
  readonly layers: readonly LayerName[] | "all";
  /** How many layers are read at a time. @default - 2 */
  readonly concurrency?: number;
}

/** What a comparison needs from outside. */
export interface DriftHost {
  readonly now: () => Date;
  /** Told of each layer as it was read. */
  readonly notify: (layer: LayerDrift) => void;
  /** Aborted by the first SIGINT or SIGTERM: what was not read by then is skipped. */
  readonly signal: AbortSignal;
  /** Why the environment is not at rest, such as a rollout that runs; undefined when it is. */
  readonly busy: (environment: string) => Promise<string | undefined>;
}

/**
 * Compares the real resources of layers with their states. Changes nothing, in the account or in a state. Where a rollout
 * of the environment is under way, or starts meanwhile, its layers are skipped: what it changes is no drift.
 *
 * @returns a report, whatever becomes of the layers
 * @throws StrataError for an environment, layer or engine that is not there
 */
export async function checkDrift(
  request: DriftRequest,
  host: DriftHost,
  open: (root: string) => Promise<DriftDoor> = openDriftEngine,
): Promise<DriftReport> {
  const { root, environment, layers, concurrency = 2 } = request;
  openEnvironment(root, environment);
  checkRehearsal(process.env);
  const graph = await readLayers(root);
  const chosen = chooseLayers(graph, { root, environment, layers, operation: "refresh", config: {} });
  const order = planOrder(graph, chosen, "upstreams-first").map(({ layer }) => layer);
  const door = await open(root);
  const checkedAt = host.now().toISOString();
  const found = new Map<LayerName, LayerDrift>();
  await schedule<LayerDrift>(
    // To read one layer needs no other.
    order.map((layer) => ({ layer, waitsFor: [] })),
    {
      concurrency,
      failFast: false,
      signal: host.signal,
      run: async (layer) => ({ status: "succeeded", value: await compareAtRest(layer, request, host, door) }),
      ended: async (layer, end) => {
        const row = end.status === "succeeded" ? end.value : notRead(layer, end);
        found.set(layer, row);
        host.notify(row);
      },
    },
  );
  const rows = order.flatMap((layer) => found.get(layer) ?? []);
  return { version: DRIFT_VERSION, environment, checkedAt, status: overallDrift(rows), layers: rows };
}

async function compareAtRest(
  layer: LayerName,
  { root, environment }: DriftRequest,
  { busy, signal }: DriftHost,
  door: DriftDoor,
): Promise<LayerDrift> {
  const before = await busy(environment);
  if (before !== undefined) return noDrift(layer, { status: "skipped", reason: before });
  const row = await compareLayer({ root, layer, environment, signal }, door);
  const after = await busy(environment);
  return after === undefined ? row : noDrift(layer, { status: "skipped", reason: after });
}

function notRead(
  layer: LayerName,
  end: { readonly status: string; readonly reason?: string; readonly error?: unknown },
): LayerDrift {
  if (end.status !== "failed") return noDrift(layer, { status: "skipped", reason: end.reason ?? null });
  const { error } = end;
  if (!(error instanceof StrataError)) return noDrift(layer, { status: "failed", reason: describeError(error) });
  const { code, message, hint } = error;
  return noDrift(layer, { status: "failed", reason: message, error: { code, hint } });
}
