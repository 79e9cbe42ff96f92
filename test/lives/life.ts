/*
 * One environment's whole life in a rehearsal of its own, in this process: previewed, deployed, deployed again without and
 * with the cutoff, refreshed, destroyed; where stores are protected, the destruction is refused first, and goes once they
 * are let go. What was registered and what came of it goes to a file, which the tests read.
 * Usage: node test/lives/life.ts <scenario> <folder>
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openWorld, rehearsalEnvironment, startCloud, stopCloud } from "@strata/rehearsal";
import { type RolloutRecord, type RolloutRequest, runRollout } from "@strata/rollout";
import { findRoot, type LayerName, StrataError } from "@strata/shared-config";
import { readStacks } from "./read-stacks.ts";
import { CHANGES, SCENARIOS } from "./scenarios.ts";
import type { Life, Refusal } from "./story.ts";

type Operation = RolloutRequest["operation"];

const [name = "", folder = ""] = process.argv.slice(2);
const scenario = SCENARIOS[name] ?? { environment: name, config: {} };
const root = findRoot(import.meta.dirname) ?? "";
const home = join(folder, name);
mkdirSync(home, { recursive: true });

const world = openWorld(home);
const cloud = await startCloud(world);
Object.assign(process.env, rehearsalEnvironment(world, cloud.port));

async function roll(
  operation: Operation,
  layers: readonly LayerName[] | "all" = "all",
  more: Readonly<Record<string, string>> = {},
  cutoff = false,
): Promise<RolloutRecord> {
  const { environment, config } = scenario;
  const request = { root, operation, layers, environment, config: { ...config, ...more }, cutoff };
  const host = { notify: () => {}, now: () => new Date(), signal: new AbortController().signal };
  return await runRollout(request, host);
}

try {
  const preview = await roll("preview");
  const deploy = await roll("deploy");
  const stacks = readStacks(world.state, scenario.environment);
  // A program is to say the same twice, so it runs; what says the same twice need not run a third time.
  const again = await roll("deploy");
  const cut = await roll("deploy", "all", {}, true);
  const changes = CHANGES[name];
  const change = changes === undefined ? null : await roll("deploy", "all", changes);
  // What drifts is told by the environments; an option of one adds little to it.
  const refresh = SCENARIOS[name] === undefined ? await roll("refresh") : null;
  const first = await tryToDestroy();
  const unprotect = first.refusal && (await roll("deploy", ["data"], { "data.unprotected": "true" }));
  const destroy = first.record ?? (await roll("destroy"));
  const life: Life = {
    preview,
    deploy,
    stacks,
    again,
    cut,
    change,
    refresh,
    refusal: first.refusal,
    unprotect,
    destroy,
    leftInState: Object.keys(readStacks(world.state, scenario.environment)),
    leftInAccount: leftInAccount(),
  };
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(life));
} finally {
  await stopCloud(world);
}

/** Protected stores refuse; what is not protected goes. */
async function tryToDestroy(): Promise<{ readonly record?: RolloutRecord; readonly refusal: Refusal | null }> {
  try {
    return { record: await roll("destroy"), refusal: null };
  } catch (error) {
    if (!(error instanceof StrataError)) throw error;
    return { refusal: { code: error.code, message: error.message, hint: error.hint } };
  }
}

/** URNs that the account's journal put and did not delete. */
function leftInAccount(): string[] {
  const rows = new Map<string, string>();
  for (const line of readFileSync(world.account, "utf8")
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
