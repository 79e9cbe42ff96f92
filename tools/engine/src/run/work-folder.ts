import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { asTree, type LayerName, systemCode, type Tree } from "@strata/shared-config";
import { parse, stringify } from "yaml";

/** A layer in an environment, and the repository that holds it. */
export interface LayerPlace {
  /** The repository's root folder. */
  readonly root: string;
  readonly layer: LayerName;
  readonly environment: string;
}

/**
 * The folder in which the engine works for a layer: it reads `Pulumi.yaml` there, and reads and writes
 * `Pulumi.<environment>.yaml`. That is the layer's own folder, except in a rehearsal, which must neither see nor touch
 * the settings of a real stack and so has a folder of its own.
 */
export async function workFolder({ root, layer }: LayerPlace): Promise<string> {
  const rehearsal = process.env.STRATA_REHEARSAL;
  if (rehearsal === undefined || rehearsal === "") return join(root, "stacks", layer);
  const folder = join(rehearsal, "work", layer);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "Pulumi.yaml"), stringify({ name: layer, runtime: "nodejs" }));
  return folder;
}

/** The stack settings in use: what the stack's own file says, and where a copy with extra configuration lies. */
export interface RunSettings {
  /** The way the stack encrypts its secrets, as its file names it; else as a stack that is made now has to. */
  readonly secretsProvider: string | undefined;
  /** The file to give to the engine instead of the stack's own one; only with extra configuration. */
  readonly configFile: string | undefined;
}

/**
 * Lays extra configuration over the settings of a stack for one run. The engine takes a file, and reads secrets with the
 * key that the stack's own file names, so the copy keeps all of it.
 *
 * @param copies the folder for the copy
 */
export async function runSettings(
  place: LayerPlace,
  folder: string,
  config: Readonly<Record<string, string>>,
  copies: string,
): Promise<RunSettings> {
  const settings = await readSettings(join(folder, `Pulumi.${place.environment}.yaml`));
  const provider = settings.secretsprovider;
  const secretsProvider = typeof provider === "string" ? provider : newStackProvider();
  if (Object.keys(config).length === 0) return { secretsProvider, configFile: undefined };
  const configFile = join(copies, `Pulumi.${place.environment}.yaml`);
  await writeFile(configFile, stringify({ ...settings, config: { ...asTree(settings.config), ...config } }), {
    mode: 0o600,
  });
  return { secretsProvider, configFile };
}

/** How a new stack encrypts its secrets: `state.secretsProvider` of its environment, see `openEnvironment`. */
function newStackProvider(): string | undefined {
  const { STRATA_REHEARSAL: rehearsal, STRATA_SECRETS_PROVIDER: provider } = process.env;
  return rehearsal === undefined || rehearsal === "" ? provider || undefined : undefined;
}

/** What a stack's own file sets: values, and `{ secure: <ciphertext> }` for a secret. Empty where it has no such file. */
export async function readStackConfig(place: LayerPlace): Promise<Readonly<Record<string, unknown>>> {
  const { config } = await readSettings(join(await workFolder(place), `Pulumi.${place.environment}.yaml`));
  return asTree(config);
}

async function readSettings(file: string): Promise<Tree> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return "";
    throw error;
  });
  return asTree(parse(text));
}
