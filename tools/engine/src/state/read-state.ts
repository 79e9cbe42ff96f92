import { createHash } from "node:crypto";
import { asList, asTree, StrataError, typeAndName, valueAt } from "@strata/shared-config";
import { plainOutputs } from "../run/outputs.ts";
import type { StateStore } from "../store/state-store.ts";
import { dependenciesOf } from "./dependencies.ts";
import { stackKey } from "./stack-key.ts";
import { type StoredResource, storedResource } from "./stored-resource.ts";

/** What the state of a stack holds, as far as a rollout has to know it. No secret is in it, and none is needed to read it. */
export interface StackContents {
  /** The stack itself once it ran, its providers and its resources. */
  readonly entries: number;
  /** Type and name of each resource that the engine neither deletes nor replaces, such as `aws:rds/cluster:Cluster main`. */
  readonly protectedResources: readonly string[];
  /** What each entry needs to be there before it: its dependencies, parent and provider. By URN, sorted. */
  readonly dependencies: Readonly<Record<string, readonly string[]>>;
  /** What the last run that ended well left as the stack's outputs; a secret is the text `[secret]`. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /**
   * A hash of each of those outputs as the state has it: of a secret, that of its ciphertext. So a change shows without a
   * key, and an engine that encrypts a secret anew changes it too.
   */
  readonly outputHashes: Readonly<Record<string, string>>;
  /** Every entry, in the order of the state. */
  readonly resources: readonly StoredResource[];
  /** URNs of what an engine was about to do when it died, with its word for it: creating, updating, deleting. */
  readonly pending: readonly PendingOperation[];
  /** Of the state as it is written: two states with one digest are one. Empty for a stack that is not there. */
  readonly digest: string;
}

/** A step that an engine began and whose end nobody wrote down. */
export interface PendingOperation {
  readonly urn: string;
  readonly type: string;
  /** The engine's word: creating, updating, deleting, reading, importing. */
  readonly operation: string;
}

/** A stack that does not exist, or was made and never ran. */
export const EMPTY_STACK: StackContents = {
  entries: 0,
  protectedResources: [],
  dependencies: {},
  outputs: {},
  outputHashes: {},
  resources: [],
  pending: [],
  digest: "",
};

/**
 * What a stack in a store holds.
 *
 * @returns undefined when there is no such stack
 * @throws StrataError STATE_DAMAGED
 */
export async function readStoredStack(
  store: StateStore,
  layer: string,
  environment: string,
): Promise<StackContents | undefined> {
  const key = stackKey(layer, environment);
  const text = await store.read(key);
  if (text === undefined) return undefined;
  try {
    return contentsOf(JSON.parse(text));
  } catch (cause) {
    throw new StrataError(
      "STATE_DAMAGED",
      `the state of ${layer} of ${environment} is damaged: ${store.place}/${key}`,
      {
        hint: `strata state restore ${environment} ${layer}`,
        fault: "environment",
        cause,
      },
    );
  }
}

/** What a state holds: a checkpoint file, or what `pulumi stack export` prints. */
export function contentsOf(state: unknown): StackContents {
  const deployment = valueAt(state, ["checkpoint", "latest"]) ?? asTree(state).deployment;
  const resources = asList(asTree(deployment).resources);
  const stack = resources.find((resource) => asTree(resource).type === "pulumi:pulumi:Stack");
  const outputs = asTree(asTree(stack).outputs);
  return {
    entries: resources.length,
    protectedResources: resources
      .filter((resource) => asTree(resource).protect === true)
      .map((resource) => typeAndName(String(asTree(resource).urn))),
    dependencies: dependenciesOf(resources),
    outputs: plainOutputs(outputs),
    outputHashes: Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, hashOf(value)])),
    resources: resources.map(storedResource),
    pending: asList(asTree(deployment).pending_operations).map(pendingOf),
    digest: hashOf(deployment ?? null),
  };
}

function hashOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}

function pendingOf(entry: unknown): PendingOperation {
  const { type, resource } = asTree(entry);
  const { urn, type: resourceType } = asTree(resource);
  return { urn: String(urn), type: String(resourceType), operation: String(type) };
}
