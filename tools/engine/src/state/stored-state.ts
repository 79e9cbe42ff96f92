import { asList, asTree, valueAt } from "@strata/shared-config";

/** An entry of a state as it is written, secrets encrypted. */
export type StateEntry = Readonly<Record<string, unknown>>;

/** A resource in a state: what a reader has to know of it, and the whole entry. */
export interface StoredResource {
  readonly urn: string;
  readonly type: string;
  /** Undefined for a component, and for what has not been made. */
  readonly id: string | undefined;
  /** False for a component: no provider made it. */
  readonly custom: boolean;
  /** It has been replaced, and is to be deleted. */
  readonly leaving: boolean;
  readonly inputs: StateEntry;
  readonly outputs: StateEntry;
  readonly entry: StateEntry;
}

/** A step whose end nobody wrote down, with the resource as it was to be. */
export interface StoredPending {
  /** The engine's word: creating, updating, deleting, reading, importing. */
  readonly operation: string;
  readonly resource: StoredResource;
}

/** What is in the state of one stack. */
export interface StoredState {
  readonly resources: readonly StoredResource[];
  readonly pending: readonly StoredPending[];
}

/** Reads a checkpoint file. Throws SyntaxError where it is no JSON. */
export function parseState(text: string): StoredState {
  const latest = valueAt(JSON.parse(text), ["checkpoint", "latest"]);
  return {
    resources: asList(asTree(latest).resources).map(storedResource),
    pending: asList(asTree(latest).pending_operations).map((operation) => ({
      operation: String(asTree(operation).type),
      resource: storedResource(asTree(operation).resource),
    })),
  };
}

/** The same checkpoint file with other resources, and with nothing pending. All else stays as it is. */
export function withResources(text: string, resources: readonly StateEntry[]): string {
  const file = asTree(JSON.parse(text));
  const checkpoint = asTree(file.checkpoint);
  const { pending_operations: _settled, ...latest } = asTree(checkpoint.latest);
  const next = { ...file, checkpoint: { ...checkpoint, latest: { ...latest, resources } } };
  return JSON.stringify(next, undefined, 4);
}

/** Reads an entry of a state. */
export function storedResource(value: unknown): StoredResource {
  const entry = asTree(value);
  return {
    urn: String(entry.urn),
    type: String(entry.type),
    id: typeof entry.id === "string" && entry.id !== "" ? entry.id : undefined,
    custom: entry.custom === true,
    leaving: entry.delete === true,
    inputs: asTree(entry.inputs),
    outputs: asTree(entry.outputs),
    entry,
  };
}
