import { createHash } from "node:crypto";
import { findPolicyPacks, readStackConfig } from "@strata/engine";
import { type Environment, isTree, type LayerName, loadEnvironment, type Overrides } from "@strata/shared-config";
import { type PackageVersions, readPackages } from "./packages.ts";
import { type ProgramFiles, readProgramFiles } from "./program-files.ts";
import { allPaths, canonical, pickSettings, type Setting } from "./settings.ts";

/**
 * All that a layer is made from, as the workspace has it now, but for what it consumes of its upstreams. What a program
 * asks of the world while it runs (an image's digest, the time, a variable of its process) is not in it.
 */
export interface Makings {
  /** And the policy packs that judged it. */
  readonly program: ProgramFiles;
  readonly packages: PackageVersions;
  /** The stack's own file without what it sets in the environment: a text, or for a secret a hash of its ciphertext. */
  readonly stackConfig: Readonly<Record<string, string>>;
  readonly environment: Environment;
  /** What was laid over the environment's files: the stack's own settings and the run's. */
  readonly overrides: Overrides;
  readonly engine: string;
}

/** All that a layer was made from at its last success. */
export interface Fingerprint extends Omit<Makings, "environment" | "overrides"> {
  /** What the program read of the environment; all of it, for a program that does not say. */
  readonly settings: readonly Setting[];
}

/** Whose makings are read. */
export interface MakingsPlace {
  readonly root: string;
  readonly environment: string;
  /** Settings for this run alone, by path. */
  readonly config: Overrides;
  /** The engine's version. */
  readonly engine: string;
}

/** Reads a layer's makings. Throws what a wrong environment throws. */
export type ReadMakings = (layer: LayerName) => Promise<Makings>;

/** A reader of makings. What layers share is read once, so it is for one command, not for a process that goes on. */
export function openMakings({ root, environment, config, engine }: MakingsPlace): ReadMakings {
  const packages = readPackages(root);
  // Whoever awaits it hears of a failure; until then nobody may.
  packages.catch(() => undefined);
  const folders = new Map<string, Promise<ProgramFiles>>();
  const filesOf = (folder: string) => {
    const known = folders.get(folder) ?? readProgramFiles(root, folder);
    folders.set(folder, known);
    return known;
  };
  const environments = new Map<string, Environment>();
  const environmentWith = (overrides: Overrides) => {
    const key = canonical(overrides);
    const known = environments.get(key) ?? loadEnvironment(root, environment, overrides);
    environments.set(key, known);
    return known;
  };
  return async (layer) => {
    const { foldersOf, versionsOf } = await packages;
    const folder = `stacks/${layer}`;
    const own = await readStackConfig({ root, layer, environment });
    const settings = Object.entries(own).flatMap(([key, value]): [string, string][] =>
      key.startsWith(PREFIX) && !isTree(value) ? [[key.slice(PREFIX.length), String(value)]] : [],
    );
    const overrides = { ...Object.fromEntries(settings), ...config };
    const described = environmentWith(overrides);
    // Not of the stack's own settings: a rollout names the packs for all of its layers.
    const packs = findPolicyPacks(root, environmentWith(config).policies).map((pack) => pack.folder);
    const folders = [folder, ...packs];
    return {
      program: Object.assign({}, ...(await Promise.all(foldersOf(...folders).map(filesOf)))),
      packages: versionsOf(...folders),
      stackConfig: Object.fromEntries(
        Object.entries(own)
          .filter(([key, value]) => !key.startsWith(PREFIX) || isTree(value))
          .map(([key, value]) => [key, holdsSecret(value) ? hashOf(value) : canonical(value)]),
      ),
      environment: described,
      overrides,
      engine,
    };
  };
}

/** What of its makings decided a layer, by the paths of the environment that its program read. */
export function fingerprintOf(makings: Makings, reads: readonly (readonly string[])[] | undefined): Fingerprint {
  const { environment, overrides: _, ...rest } = makings;
  return { ...rest, settings: pickSettings(environment, reads ?? allPaths(environment)) };
}

const PREFIX = "strata:";

/** Pulumi writes a secret as `{ secure: <ciphertext> }`, at any depth. */
function holdsSecret(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsSecret);
  return isTree(value) && ("secure" in value || Object.values(value).some(holdsSecret));
}

function hashOf(value: unknown): string {
  return `sha256:${createHash("sha256").update(canonical(value)).digest("hex")}`;
}
