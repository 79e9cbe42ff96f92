/*
 * One environment's whole life in a rehearsal of its own, in this process: previewed, deployed, deployed again without
 * and with the cutoff, refreshed, destroyed; where stores are protected, the destruction is refused first, and goes once
 * they are let go. Preview and refresh are of one environment of each product. A scenario is deployed and destroyed: it shows what an option makes, and
 * the environments show the rest. What was registered and what came of it goes to a file, which the tests read.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openWorld, rehearsalEnvironment, startCloud, stopCloud, type World } from "@strata/rehearsal";
import { type RolloutRecord, type RolloutRequest, runRollout } from "@strata/rollout";
import { type LayerName, StrataError } from "@strata/shared-config";
import { readStacks } from "./read-stacks.ts";
import { root } from "./root.ts";
import { CHANGES, SCENARIOS, WATCHED } from "./scenarios.ts";
import type { Life, Refusal } from "./story.ts";

type Operation = RolloutRequest["operation"];

/**
 * Lives one environment or scenario, and writes its Life to `<folder>/<name>.json`. The process's variables are the
 * rehearsal's afterwards, so the lives of one process come one after the other.
 */
export async function live(name: string, folder: string): Promise<void> {
  const home = join(folder, name);
  mkdirSync(home, { recursive: true });
  const world = openWorld(home);
  const cloud = await startCloud(world);
  try {
    Object.assign(process.env, rehearsalEnvironment(world, cloud.port));
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(await liveIn(world, name)));
  } finally {
    await stopCloud(world);
  }
}

async function liveIn(world: World, name: string): Promise<Life> {
  const isScenario = SCENARIOS[name] !== undefined;
  const { environment, config } = SCENARIOS[name] ?? { environment: name, config: {} };
  const roll = (operation: Operation, { layers, more = {}, cutoff = false }: Roll = {}) =>
    runRollout(
      { root, operation, layers: layers ?? "all", environment, config: { ...config, ...more }, cutoff },
      { notify: () => {}, now: () => new Date(), signal: new AbortController().signal },
    );

  const preview = WATCHED.has(name) ? await roll("preview") : null;
  const deploy = await roll("deploy");
  const stacks = readStacks(world.state, environment);
  // A program is to say the same twice, so it runs; what says the same twice need not run a third time.
  const repeats = isScenario ? null : { again: await roll("deploy"), cut: await roll("deploy", { cutoff: true }) };
  const more = CHANGES[name];
  const change = more === undefined ? null : await roll("deploy", { more });
  const refresh = WATCHED.has(name) ? await roll("refresh") : null;
  const first = await unlessRefused(() => roll("destroy"));
  const unprotect = first.refusal && (await roll("deploy", { layers: ["data"], more: { "data.unprotected": "true" } }));
  return {
    preview,
    deploy,
    stacks,
    repeats,
    change,
    refresh,
    refusal: first.refusal,
    unprotect,
    destroy: first.record ?? (await roll("destroy")),
    leftInState: Object.keys(readStacks(world.state, environment)),
    leftInAccount: leftInAccount(world.account),
  };
}

/** What one rollout of a life has of its own. */
interface Roll {
  readonly layers?: readonly LayerName[];
  /** Settings above the scenario's own. */
  readonly more?: Readonly<Record<string, string>>;
  readonly cutoff?: boolean;
}

/** Protected stores refuse; what is not protected goes. */
async function unlessRefused(
  destroy: () => Promise<RolloutRecord>,
): Promise<{ readonly record?: RolloutRecord; readonly refusal: Refusal | null }> {
  try {
    return { record: await destroy(), refusal: null };
  } catch (error) {
    if (!(error instanceof StrataError)) throw error;
    return { refusal: { code: error.code, message: error.message, hint: error.hint } };
  }
}

/** URNs that the account's journal put and did not delete. */
function leftInAccount(journal: string): string[] {
  const rows = new Map<string, string>();
  for (const line of readFileSync(journal, "utf8")
    .split("\n")
    .filter((text) => text.length > 0)) {
    const entry: JournalLine = JSON.parse(line);
    if (entry.op === "put") rows.set(keyOf(entry.row), entry.row.urn);
    else if (entry.op === "delete") rows.delete(keyOf(entry.key));
  }
  return [...rows.values()].sort();
}

interface Key {
  readonly type: string;
  readonly region: string;
  readonly key: string;
}

type JournalLine =
  | { readonly op: "put"; readonly row: Key & { readonly urn: string } }
  | { readonly op: "delete"; readonly key: Key }
  // What a look-up supposes to exist: nobody made it.
  | { readonly op: "given"; readonly word: string };

function keyOf({ type, region, key }: Key): string {
  return `${type} ${region} ${key}`;
}
