/*
 * A run of a layer with a net below it, in order: what the last run left is settled → (whoever wants to refuse the run does
 * so now) → a note says that a run has begun → the run → if it ended well, the note goes; if not, it says which creates
 * failed.
 */
import type { EngineEvent } from "@strata/engine";
import type { LayerName } from "@strata/shared-config";
import type { Outcome, Run } from "../layer-step.ts";
import { isPreview } from "../operations.ts";
import type { AccountDoor } from "./account-door.ts";
import { dropEmptySidecar, keepCopy } from "./copies.ts";
import { FailedCreates } from "./lost-create.ts";
import { type Recovered, recover } from "./recover.ts";
import { recoveryLines } from "./recovery-lines.ts";
import { dropUnsettled, writeUnsettled } from "./unsettled.ts";

/** What the last run left, as far as it could be settled; undefined where it left nothing. */
export type Settled = Recovered | undefined;

/**
 * Settles what the last run of a layer left, and tells of it. A preview has nothing to settle; a backend whose objects only
 * the engine reaches cannot be looked into. Throws what a recovery throws.
 */
export async function settleLayer(layer: LayerName, { request, host, engine }: Run): Promise<Settled> {
  const { store } = engine;
  if (store === undefined || isPreview(request.operation)) return undefined;
  const { root, environment } = request;
  await dropEmptySidecar(store, layer, environment);
  await keepCopy(store, layer, environment, host.now());
  const recovered = await recover({ root, layer, environment, store, engine, openAccount, now: host.now });
  for (const line of recoveryLines(recovered)) {
    host.notify({ code: "diagnostic", data: { layer, severity: "info", message: line } });
  }
  return recovered;
}

/** Runs the engine on a layer; takes each of its events too. */
export type GuardedRun = (watch: (event: EngineEvent) => void) => Promise<Outcome>;

/** Runs a layer so that the next run finds whatever this one makes. Throws what the run throws. */
export async function guardLayer(
  layer: LayerName,
  { request, host, engine }: Run,
  settled: Settled,
  run: GuardedRun,
): Promise<Outcome> {
  const { store } = engine;
  const { environment, operation } = request;
  if (store === undefined || isPreview(operation)) return run(() => {});
  const since = host.now().toISOString();
  const still = settled?.unfindable ?? [];
  await writeUnsettled(store, layer, environment, { since, creates: still });
  const failed = new FailedCreates();
  try {
    const outcome = await run((event) => failed.take(event));
    await dropUnsettled(store, layer, environment);
    return outcome;
  } catch (error) {
    // The run's own error says more than one about this note; without it the tags still tell.
    const note = { since, creates: [...still, ...failed.all()] };
    await writeUnsettled(store, layer, environment, note).catch(() => undefined);
    throw error;
  }
}

/** Loaded when it is needed: it brings AWS's SDK with it. */
async function openAccount(): Promise<AccountDoor> {
  return (await import("./open-account.ts")).openAccount();
}
