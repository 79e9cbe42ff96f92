import { mkdir, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import type { PlannedStep } from "@strata/engine";
import { openWorld, rehearsalEnvironment, startCloud, stopCloud } from "@strata/rehearsal";
import type { LayerName } from "@strata/shared-config";
import { vi } from "vitest";
import { openEngine } from "../../src/engine-door.ts";
import type { RolloutRecord } from "../../src/record.ts";
import type { RolloutRequest } from "../../src/request.ts";
import { runRollout } from "../../src/rollout.ts";
import { recordingHost } from "../recording-host.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { put } from "../workspace.ts";
import type { Life, Stacks } from "./corpus.ts";
import { type Score, type Steps, score } from "./score.ts";

const REPOSITORY = join(import.meta.dirname, "..", "..", "..", "..");

/** What the layers of the corpus consume, as the product's own of these names do. */
const UPSTREAMS: Readonly<Partial<Record<LayerName, readonly LayerName[]>>> = {
  network: [],
  data: ["network"],
  cluster: ["network"],
  services: ["network", "data", "cluster"],
};

/** A simulated account, and a workspace whose layers are made from data. */
export interface Stage {
  readonly root: string;
  /** Writes what the layers are from now on; an upstream that the life does not have is left out of the graph. */
  readonly write: (stacks: Stacks) => Promise<void>;
  /** Rolls out, and gives what became of each resource. */
  readonly run: (request: Partial<RolloutRequest> & Pick<RolloutRequest, "environment" | "operation">) => Promise<Ran>;
  readonly close: () => Promise<void>;
}

/** A rollout, and what it did to each resource. */
export interface Ran {
  readonly record: RolloutRecord;
  readonly steps: Steps;
}

/** Opens an account, with its environment variables set until it is closed. */
export async function openStage(): Promise<Stage> {
  const root = await temporaryFolder("corpus");
  for (const folder of ["environments", "products", "tiers", "tools", "libs", "nx.json", "package.json"]) {
    await symlink(join(REPOSITORY, folder), join(root, folder));
  }
  await put(root, "pnpm-workspace.yaml", "packages: [stacks/*]\n");
  await mkdir(join(root, "stacks"));
  const world = openWorld(root);
  const cloud = await startCloud(world);
  for (const [name, value] of Object.entries(rehearsalEnvironment(world, cloud.port))) vi.stubEnv(name, value);
  return {
    root,
    write: (stacks) => writeLayers(root, stacks),
    run: (request) => roll({ root, layers: "all", config: {}, cutoff: false, ...request }),
    close: async () => {
      await stopCloud(world);
      vi.unstubAllEnvs();
    },
  };
}

/** Writes each layer's program, a manifest, and the data that the program is made from. */
async function writeLayers(root: string, stacks: Stacks): Promise<void> {
  await rm(join(root, "stacks"), { recursive: true });
  const present = Object.keys(stacks);
  for (const [layer, data] of Object.entries(stacks)) {
    const upstreams = (Object.entries(UPSTREAMS).find(([name]) => name === layer)?.[1] ?? []).filter((upstream) =>
      present.includes(upstream),
    );
    const calls = upstreams.map((upstream) => `upstream("${upstream}")`).join(", ");
    await put(root, `stacks/${layer}/Pulumi.yaml`, `name: ${layer}\nruntime: nodejs\n`);
    await put(root, `stacks/${layer}/layer.json`, JSON.stringify(data, undefined, 2));
    await put(
      root,
      `stacks/${layer}/index.ts`,
      [
        `import { build } from "${join(REPOSITORY, "libs/shared-config/test/data-program.ts")}";`,
        "const upstream = (name) => name;",
        `export default () => build("${layer}", import.meta.dirname, [${calls}]);`,
        "",
      ].join("\n"),
    );
  }
}

async function roll(request: RolloutRequest): Promise<Ran> {
  const steps = new Map<LayerName, readonly PlannedStep[]>();
  const record = await runRollout(request, recordingHost().host, async (root) => {
    const door = await openEngine(root);
    const run: typeof door.run = async (one) => {
      const outcome = await door.run(one);
      steps.set(one.layer, outcome.steps ?? []);
      return outcome;
    };
    return { ...door, run };
  });
  return { record, steps };
}

/**
 * Lives through changes in an account of its own, each previewed and then deployed. A life without data is one of the
 * product's own layers. Throws where a rollout does not succeed: then there is nothing to be compared.
 *
 * @param take called after each change
 */
export async function live(life: Life, take: (score: Score) => void): Promise<void> {
  const stage = await openStage();
  try {
    for (const { title, stacks, config = {}, layers: chosen } of life.changes) {
      if (stacks !== undefined) await stage.write(stacks);
      const root = stacks === undefined ? REPOSITORY : stage.root;
      const layers: RolloutRequest["layers"] = chosen ?? "all";
      const request = { root, environment: life.environment, config, layers };
      const predicted = await stage.run({ ...request, operation: "preview" });
      requireSuccess(title, predicted);
      const happened = await stage.run({ ...request, operation: "deploy" });
      requireSuccess(title, happened);
      take(score(life.title, title, predicted.steps, happened.steps));
    }
  } finally {
    await stage.close();
  }
}

function requireSuccess(title: string, { record }: Ran): void {
  const failed = record.layers.filter(({ status }) => status !== "succeeded");
  if (failed.length === 0) return;
  const reasons = failed.map(({ layer, reason }) => `${layer}: ${reason}`).join("\n");
  throw new Error(`${record.operation} of "${title}" failed\n${reasons}`);
}
