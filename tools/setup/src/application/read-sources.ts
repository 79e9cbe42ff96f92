import { type Environment, LAYERS, type LayerName, StrataError, valueAt } from "@strata/shared-config";
import type { Aws } from "../aws/aws.ts";
import { openShelf } from "../secrets/secret-shelf.ts";
import type { OpenApplication } from "./open-application.ts";

/** A deployed layer's outputs, secrets in clear. Throws LAYER_NOT_DEPLOYED for one that is not. */
export type ReadOutputs = (
  root: string,
  layer: LayerName,
  environment: string,
) => Promise<Readonly<Record<string, unknown>>>;

/** What the account says of an application's keys. */
export interface AccountValues {
  /** By key: outputs of the stacks, settings, and what the store has. */
  readonly outputs: ReadonlyMap<string, string>;
  /** By key: what containers read, whatever the outputs say. */
  readonly stored: ReadonlyMap<string, string>;
  /** Layers that are deployed, of those that the keys ask for. */
  readonly deployed: ReadonlySet<LayerName>;
}

/** Reads what the account says: each layer and each secret once. */
export async function readAccountValues(
  { application, environment }: Pick<OpenApplication, "application" | "environment">,
  root: string,
  aws: Pick<Aws, "secretsManager" | "ssm">,
  readOutputs: ReadOutputs,
): Promise<AccountValues> {
  const keys = Object.entries(application.keys);
  const wanted = new Set(
    keys.flatMap(([, { output, store }]) => [
      ...(output === undefined ? [] : [layerOf(output)]),
      ...(store === undefined ? [] : ["data" as const]),
    ]),
  );
  const layers = new Map<LayerName, Readonly<Record<string, unknown>>>();
  for (const layer of wanted) {
    const outputs = await readDeployed(readOutputs, root, layer, environment.name);
    if (outputs !== undefined) layers.set(layer, outputs);
  }
  const stored = await readStored({ application, environment }, layers.get("data"), aws);
  const outputs = new Map<string, string>();
  for (const [key, { output, setting }] of keys) {
    const path = output?.split(".") ?? [];
    const value =
      textOf(output === undefined ? undefined : valueAt(layers.get(layerOf(output)), path.slice(1))) ??
      textOf(setting === undefined ? undefined : valueAt(environment, setting.split("."))) ??
      stored.get(key);
    if (value !== undefined) outputs.set(key, value);
  }
  return { outputs, stored, deployed: new Set(layers.keys()) };
}

/** What containers read from the store, by key of the application. */
async function readStored(
  { application, environment }: Pick<OpenApplication, "application" | "environment">,
  data: Readonly<Record<string, unknown>> | undefined,
  aws: Pick<Aws, "secretsManager" | "ssm">,
): Promise<ReadonlyMap<string, string>> {
  if (data === undefined) return new Map();
  const shelf = await openShelf(aws, environment);
  const read = new Map<string, Promise<string | undefined>>();
  const stored = Object.entries(application.keys).map(async ([key, { store }]) => {
    const reference = store === undefined ? undefined : textOf(valueAt(data, ["secretReferences", termOf(store)]));
    if (store === undefined || reference === undefined) return [];
    const { name, part } = splitReference(reference);
    const reading = read.get(name) ?? shelf.read(name);
    read.set(name, reading);
    const whole = await reading;
    const field = part ?? ("key" in store ? store.key : undefined);
    const value = whole === undefined || field === undefined ? whole : fieldOf(whole, field);
    return value === undefined ? [] : [[key, value] as const];
  });
  return new Map((await Promise.all(stored)).flat());
}

/** The name of a term in the outputs of the data layer. */
function termOf(store: Environment["services"][string]["secrets"][string]): string {
  if ("secret" in store) return `secret.${store.secret}`;
  return "postgres" in store ? `postgres.${store.postgres}` : `redis.${store.redis}`;
}

/** A reference as ECS takes it: an ARN of seven parts, and of Secrets Manager the key of a JSON object behind it. */
function splitReference(reference: string): { readonly name: string; readonly part: string | undefined } {
  const parts = reference.split(":");
  const part = parts[2] === "secretsmanager" ? parts[7] : undefined;
  return {
    name: parts[2] === "secretsmanager" ? parts.slice(0, 7).join(":") : reference,
    part: part === "" ? undefined : part,
  };
}

function fieldOf(text: string, field: string): string | undefined {
  try {
    return textOf(valueAt(JSON.parse(text), [field]));
  } catch {
    // It is no JSON, so it has no fields. The parser's message would quote the secret.
    return undefined;
  }
}

function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value === "" ? undefined : value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

function layerOf(output: string): LayerName {
  const [name] = output.split(".");
  const layer = LAYERS.find((known) => known === name);
  if (layer === undefined) throw new Error(`${output} names no layer, though the product's file was checked`);
  return layer;
}

/** The outputs of a layer; undefined for one that is not deployed. */
export async function readDeployed(
  readOutputs: ReadOutputs,
  root: string,
  layer: LayerName,
  environment: string,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  try {
    return await readOutputs(root, layer, environment);
  } catch (error) {
    // Nothing is deployed of an environment whose file is still to be written, either.
    if (error instanceof StrataError && /^(LAYER_NOT_DEPLOYED|ENVIRONMENT_UNKNOWN)$/.test(error.code)) return undefined;
    throw error;
  }
}
