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
import { afterEach } from "vitest";
import { type EngineWorkspace, makeEngineWorkspace, type TinyLayer } from "./engine-workspace.ts";

const worlds: World[] = [];

// Once for each test file that has this module among its imports.
afterEach(async () => {
  for (const world of worlds.splice(0)) await stopCloud(world);
});

/** A workspace whose layers make resources in a simulated cloud. */
export interface CloudWorkspace extends EngineWorkspace {
  /** Arms faults, in place of those before: `hold create * always milliseconds=2000`. None disarms. */
  readonly arm: (...words: readonly string[]) => Promise<void>;
  readonly account: () => readonly AccountRow[];
  /** What is wrong with the state, seen against the account; nothing, when nothing was lost and nothing stayed behind. */
  readonly leftovers: () => Promise<readonly string[]>;
}

/** A layer with this many topics beside each other, and as many that each wait for one of those. */
export function topics(layer: string, count: number, ...upstreams: readonly string[]): TinyLayer {
  return {
    upstreams,
    body: [
      "class Aws extends pulumi.ProviderResource {}",
      'const provider = new Aws("aws", "aws", { region: "eu-central-1" });',
      "const topic = (name: string, dependsOn: pulumi.Resource[] = []) =>",
      '  new pulumi.CustomResource("aws:sns/topic:Topic", name, { name }, { dependsOn, provider });',
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
    leftovers: () => leftoversOf(world.state, account()),
  };
}

async function leftoversOf(state: string, account: readonly AccountRow[]): Promise<readonly string[]> {
  const store = openFileStore(state);
  const locks = (await store.list(".pulumi/locks/")).map((key) => `lock ${key}`);
  const states: { urns: string[]; pending: string[] }[] = [];
  for (const key of await store.list(".pulumi/stacks/")) {
    if (!key.endsWith(".json")) continue;
    const { checkpoint } = JSON.parse((await store.read(key)) ?? "{}");
    const latest: { resources?: { urn: string }[]; pending_operations?: { resource: { urn: string } }[] } =
      checkpoint.latest ?? {};
    states.push({
      urns: (latest.resources ?? []).map(({ urn }) => urn),
      pending: (latest.pending_operations ?? []).map(({ resource }) => resource.urn),
    });
  }
  const known = new Set(states.flatMap(({ urns }) => urns));
  const pending = states.flatMap((one) => one.pending.map((urn) => `pending ${urn}`));
  const unknown = account.filter(({ urn }) => !known.has(urn)).map(({ urn }) => `lost ${urn}`);
  return [...locks, ...pending, ...unknown];
}
