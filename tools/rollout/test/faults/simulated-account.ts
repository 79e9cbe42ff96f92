import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openWorld, rehearsalEnvironment, startCloud, stopCloud, type World } from "@strata/rehearsal";
import { findRoot, type LayerName } from "@strata/shared-config";
import { checkDrift, type DriftReport } from "../../src/index.ts";
import type { RolloutRecord } from "../../src/record.ts";
import type { RolloutEvent, RolloutRequest } from "../../src/request.ts";
import { runRollout } from "../../src/rollout.ts";

const root = findRoot(import.meta.dirname) ?? "";

/** The product's own layers on the real engine, in a simulated account that is gone with the test. */
export interface SimulatedAccount {
  readonly world: World;
  readonly roll: (
    environment: string,
    operation: RolloutRequest["operation"],
    layers: readonly LayerName[] | "all",
    config?: Readonly<Record<string, string>>,
  ) => Promise<{ readonly record: RolloutRecord; readonly events: readonly RolloutEvent[] }>;
  readonly drift: (environment: string, layers: readonly LayerName[] | "all") => Promise<DriftReport>;
  readonly close: () => Promise<void>;
}

/** Opens an account: from now on every rollout of this process is a rehearsal in it, until it is closed. */
export async function openAccount(): Promise<SimulatedAccount> {
  const folder = mkdtempSync(join(tmpdir(), "strata-account-"));
  const before = { ...process.env };
  const world = openWorld(folder);
  const { port } = await startCloud(world);
  Object.assign(process.env, rehearsalEnvironment(world, port));
  const calm = { now: () => new Date(), signal: new AbortController().signal };
  return {
    world,
    roll: async (environment, operation, layers, config = {}) => {
      const events: RolloutEvent[] = [];
      const host = { ...calm, notify: (event: RolloutEvent) => void events.push(event) };
      return { record: await runRollout({ root, environment, operation, layers, config }, host), events };
    },
    drift: (environment, layers) =>
      checkDrift({ root, environment, layers }, { ...calm, notify: () => undefined, busy: async () => undefined }),
    close: async () => {
      await stopCloud(world);
      process.env = before;
      rmSync(folder, { recursive: true });
    },
  };
}
