/*
 * A run of a layer with a net below it, in order: what the last run left is settled → a note says that a run has begun
 * → the run → if it ended well, the note goes; if not, it says which creates failed.
 */
import type { EngineEvent } from "@strata/engine";
import type { LayerName } from "@strata/shared-config";
import type { Outcome, Run } from "../layer-step.ts";
import type { AccountDoor } from "./account-door.ts";
import { dropEmptySidecar, keepCopy } from "./copies.ts";
import { FailedCreates } from "./lost-create.ts";
import { type Recovered, recover } from "./recover.ts";
import { recoveryLines } from "./recovery-lines.ts";
import { dropUnsettled, writeUnsettled } from "./unsettled.ts";

/** Runs the engine on a layer; takes each of its events too. */
export type GuardedRun = (watch: (event: EngineEvent) => void) => Promise<Outcome>;

/**
 * Runs a layer so that the next run finds whatever this one makes. A preview makes nothing; a backend whose objects only
 * the engine reaches cannot be guarded. Throws what the run throws, and what a recovery does.
 */
export async function guardLayer(layer: LayerName, { request, host, engine }: Run, run: GuardedRun): Promise<Outcome> {
  const { store } = engine;
  if (store === undefined || request.operation === "preview") return run(() => {});
  const { root, environment } = request;
  const now = host.now;
  await dropEmptySidecar(store, layer, environment);
  await keepCopy(store, layer, environment, now());
  const recovered = await recover({ root, layer, environment, store, engine, openAccount, now });
  for (const line of recoveryLines(recovered)) {
    host.notify({ code: "diagnostic", data: { layer, severity: "info", message: line } });
  }

  const since = now().toISOString();
  await writeUnsettled(store, layer, environment, { since, creates: still(recovered) });
  const failed = new FailedCreates();
  try {
    const outcome = await run((event) => failed.take(event));
    await dropUnsettled(store, layer, environment);
    return outcome;
  } catch (error) {
    const creates = [...still(recovered), ...failed.all()];
    // The run's own error says more than one about this note; without it the tags still tell.
    await writeUnsettled(store, layer, environment, { since, creates }).catch(() => undefined);
    throw error;
  }
}

/** Loaded when it is needed: it brings AWS's SDK with it. */
async function openAccount(): Promise<AccountDoor> {
  return (await import("./open-account.ts")).openAccount();
}

function still(recovered: Recovered | undefined): Recovered["unfindable"] {
  return recovered?.unfindable ?? [];
}
