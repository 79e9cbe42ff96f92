import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { openFileStore } from "@strata/engine";
import {
  type AccountRow,
  armFaults,
  openWorld,
  readAccount,
  readFaults,
  rehearsalEnvironment,
  startCloud,
  stopCloud,
  type World,
} from "@strata/rehearsal";
import { afterAll } from "vitest";
import type { RolloutRecord } from "../src/record.ts";
import { type EngineWorkspace, makeEngineWorkspace, type TinyLayer } from "./engine-workspace.ts";

const worlds: World[] = [];

// Once for each test file that has this module among its imports.
afterAll(async () => {
  for (const world of worlds.splice(0)) await stopCloud(world);
});

/** A workspace whose layers make resources in a simulated cloud. */
export interface CloudWorkspace extends EngineWorkspace {
  /** Arms faults, in place of those before: `hold create * always milliseconds=2000`. None disarms. */
  readonly arm: (...words: readonly string[]) => Promise<void>;
  readonly account: () => readonly AccountRow[];
  /** Stops its cloud now, not at the end of the file. */
  readonly close: () => Promise<void>;
  /** Locks, pending operations, and resources of the account that no state names: nothing, when nothing was lost. */
  readonly leftovers: () => Promise<readonly string[]>;
  /** The newest run's folder and record; undefined before the first one. */
  readonly lastRun: () => { readonly folder: string; readonly record: RolloutRecord } | undefined;
}

/** A layer with this many topics beside each other, and as many that each wait for one of those. */
export function topics(layer: string, count: number, ...upstreams: readonly string[]): TinyLayer {
  return {
    upstreams,
    body: [
      "class Aws extends pulumi.ProviderResource {}",
      'const provider = new Aws("aws", "aws", { region: "eu-central-1" });',
      "const topic = (name: string, dependsOn: pulumi.Resource[] = []) =>",
      '  new pulumi.CustomResource("aws:sns/topic:Topic", name, { name: `${pulumi.getStack()}-${name}` }, { dependsOn, provider });',
      `for (let n = 1; n <= ${count}; n++) topic(\`${layer}-\${n}-late\`, [topic(\`${layer}-\${n}\`)]);`,
    ].join("\n  "),
  };
}

/** Makes a workspace and starts its cloud. */
export async function makeCloudWorkspace(layers: Readonly<Record<string, TinyLayer>>): Promise<CloudWorkspace> {
  const { root, variables } = await makeEngineWorkspace(layers);
  const world = openWorld(root);
  worlds.push(world);
  const cloud = await startCloud(world);
  const account = () => readAccount(world.account);
  return {
    root,
    variables: { ...variables, ...rehearsalEnvironment(world, cloud.port) },
    arm: (...words) =>
      armFaults(world, words.length === 0 ? undefined : readFaults({ file: undefined, words, seed: undefined })),
    account,
    close: async () => void (await stopCloud(world)),
    leftovers: () => leftoversOf(world.state, account()),
    lastRun: () => lastRunOf(join(world.folder, "runs")),
  };
}

function lastRunOf(runs: string): ReturnType<CloudWorkspace["lastRun"]> {
  try {
    const folder = join(runs, readdirSync(runs).sort().at(-1) ?? "");
    return { folder, record: JSON.parse(readFileSync(join(folder, "record.json"), "utf8")) };
  } catch {
    // None has begun, or the newest has its folder and not yet its record.
    return undefined;
  }
}

async function leftoversOf(state: string, account: readonly AccountRow[]): Promise<readonly string[]> {
  const store = openFileStore(state);
  const found = (await store.list(".pulumi/locks/")).map((key) => `lock ${key}`);
  const known = new Set<string>();
  for (const key of await store.list(".pulumi/stacks/")) {
    if (!key.endsWith(".json")) continue;
    const { checkpoint } = JSON.parse((await store.read(key)) ?? "{}");
    const { resources = [], pending_operations = [] }: Deployment = checkpoint.latest ?? {};
    const pending = pending_operations.map(({ resource }) => resource.urn);
    for (const urn of [...resources.map((resource) => resource.urn), ...pending]) known.add(urn);
    found.push(...pending.map((urn) => `pending ${urn}`));
  }
  return [...found, ...account.filter(({ urn }) => !known.has(urn)).map(({ urn }) => `lost ${urn}`)];
}

interface Deployment {
  readonly resources?: readonly { readonly urn: string }[];
  readonly pending_operations?: readonly { readonly resource: { readonly urn: string } }[];
}
