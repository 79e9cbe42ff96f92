import { copyFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { beforeAll, describe, expect, it } from "vitest";
import { engine } from "../../engine/test/world.ts";
import { makeCloudWorkspace } from "../../rollout/test/cloud-workspace.ts";
import { REPOSITORY } from "../../rollout/test/engine-workspace.ts";

const STACK = "suna-prod";
/** In the order of a deploy. */
const LAYERS = ["network", "data", "cluster", "services", "edge", "observability"] as const;

/** Runs `pulumi` in a layer's own folder, as whoever is on call does. */
type Pulumi = (layer: string, ...words: readonly string[]) => Promise<string>;

function byHand(variables: Readonly<Record<string, string>>, state: string): Pulumi {
  const world = variables.STRATA_REHEARSAL ?? "";
  mkdirSync(join(world, "work"), { recursive: true });
  mkdirSync(join(world, state), { recursive: true });
  const env = {
    ...variables,
    PATH: `${dirname(engine.command)}:${dirname(process.execPath)}:${process.env.PATH}`,
    PULUMI_BACKEND_URL: `file://${world}/${state}?metadata=skip`,
    // By hand the engine writes beside the program, where a real stack has its settings.
    PULUMI_OPTION_CONFIG_FILE: join(world, "work", `Pulumi.${state}.yaml`),
  };
  return async (layer, ...words) => {
    const args = [...words, "--stack", STACK, "--non-interactive"];
    // To make a stack has no option for another file of settings, and would leave one in the repository.
    const cwd = words[1] === "init" ? projectAlone(world, layer) : join(REPOSITORY, "stacks", layer);
    return (await execa("pulumi", args, { cwd, env })).stdout;
  };
}

/** A folder with the layer's project file and nothing else. */
function projectAlone(world: string, layer: string): string {
  const folder = join(world, "projects", layer);
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(REPOSITORY, "stacks", layer, "Pulumi.yaml"), join(folder, "Pulumi.yaml"));
  return folder;
}

// Each step starts the engine and the layer's program anew: minutes for six layers.
describe.runIf(process.env.STRATA_FAULTS === "long")("suna-prod by hand, with the engine alone", () => {
  let pulumi: Pulumi;
  let elsewhere: Pulumi;
  let account: () => readonly unknown[];

  beforeAll(async () => {
    const made = await makeCloudWorkspace({});
    account = made.account;
    pulumi = byHand(made.variables, "state");
    elsewhere = byHand(made.variables, "other-state");
    for (const layer of LAYERS) await pulumi(layer, "stack", "init");
  });

  it("SUNA-065: is previewed and deployed in each layer's folder", async () => {
    for (const layer of LAYERS) {
      expect(await pulumi(layer, "preview")).toMatch(/\d+ to create/);
      expect(await pulumi(layer, "up", "--yes", "--skip-preview")).toMatch(/\d+ created/);
    }
  });

  it("SUNA-067: takes an existing cluster over by its name, and a preview then makes and replaces none", async () => {
    for (const layer of ["network", "cluster"]) await elsewhere(layer, "stack", "init");
    await elsewhere("network", "up", "--yes", "--skip-preview");
    await elsewhere("cluster", "config", "set", "aws:region", "us-west-2");
    const words = [
      "aws:ecs/cluster:Cluster",
      "compute",
      "suna-ecs",
      "--yes",
      "--protect=false",
      "--generate-code=false",
    ];
    expect(await elsewhere("cluster", "import", ...words)).toContain("1 imported");
    const preview = await elsewhere("cluster", "preview", "--json");
    const { steps }: { readonly steps: readonly { readonly op: string; readonly urn: string }[] } = JSON.parse(preview);
    const ofCluster = steps.filter(({ urn }) => urn.includes("aws:ecs/cluster:Cluster::compute"));
    expect(steps.filter(({ op }) => op === "create").length).toBeGreaterThan(5);
    // What stays the same has no step.
    expect(ofCluster.filter(({ op }) => op !== "same" && op !== "update")).toEqual([]);
  });

  it("SUNA-066: shows config and outputs, and is destroyed, the dependents first", async () => {
    for (const layer of LAYERS) {
      await pulumi(layer, "config", "set", `${layer}:note`, "shown");
      expect(await pulumi(layer, "config")).toContain("shown");
      const outputs = JSON.parse(await pulumi(layer, "stack", "output", "--json"));
      expect(outputs).toBeTypeOf("object");
    }
    for (const layer of LAYERS.toReversed()) {
      expect(await pulumi(layer, "destroy", "--yes", "--skip-preview")).toMatch(/\d+ deleted/);
    }
    expect(account()).toEqual([]);
  });
});
