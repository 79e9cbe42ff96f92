/*
 * How a found resource comes into a state, in two edits with a refresh between. First it stands there under a name of its
 * own, as if it had been imported: with its import id and without properties, so that the provider's read is an import. A
 * refresh reads it, or takes it out where it is not there. Only then, and only if its tag says that it is ours, it takes
 * its URN; what had that URN waits for its deletion from then on, as after any replacement.
 */
import {
  inOrder,
  parseState,
  type StateEntry,
  type StoredResource,
  type StoredState,
  withResources,
} from "@strata/engine/state";
import { urnTag } from "@strata/shared-config";
import { type Found, inputsOf, ownTag } from "./find-lost.ts";

/** What a resource is called while it is not known to be there. No name of ours has a tilde. */
const MARK = "~recovering";

/** The name under which a found resource waits. */
export function waitingUrn(urn: string): string {
  return `${urn}${MARK}`;
}

/** A state without what an earlier recovery, itself cut off, left waiting in it: nothing is known by that. */
export function withoutWaiting(state: StoredState): StoredState {
  return { ...state, resources: state.resources.filter(({ urn }) => !urn.endsWith(MARK)) };
}

/** The state with found resources waiting in it, nothing pending, and without what an earlier recovery left waiting. */
export function withWaiting(text: string, found: readonly Found[]): string {
  const waiting = found.map(({ lost, importId }): StateEntry => {
    const { outputs: _none, ...entry } = lost.entry;
    // Whoever runs the engine by hand in between must not delete it: the engine only forgets it.
    return { ...entry, urn: waitingUrn(lost.urn), id: importId, outputs: {}, retainOnDelete: true };
  });
  return withResources(text, inOrder([...settledEntries(parseState(text)), ...waiting]));
}

/** What the refresh found, in place, and what it did not. */
export interface Adopted {
  readonly text: string;
  readonly adopted: readonly Found[];
  /** Not there, somebody else's, or in the state already. */
  readonly dropped: readonly Found[];
}

/** The state after the refresh, in which what is there and ours has its own URN. */
export function withAdopted(text: string, found: readonly Found[]): Adopted {
  const state = parseState(text);
  const adopted: Found[] = [];
  const dropped: Found[] = [];
  let entries = settledEntries(state);
  for (const one of found) {
    const { lost } = one;
    const read = state.resources.find(({ urn }) => urn === waitingUrn(lost.urn));
    if (read === undefined || !isOurs(one, read.outputs) || isKnown(read, withoutWaiting(state))) {
      dropped.push(one);
      continue;
    }
    adopted.push(one);
    // What the program gave is more than an import can know: secrets, and what the cloud does not tell.
    const inputs = lost.how === "pending" ? inputsOf(lost.entry) : read.inputs;
    const { retainOnDelete: _ours, ...entry }: StateEntry = { ...read.entry, urn: lost.urn, inputs };
    const kept = lost.entry.retainOnDelete === true ? { ...entry, retainOnDelete: true } : entry;
    entries = [...entries.flatMap((other) => replaced(other, lost.urn)), kept];
  }
  return { text: withResources(text, inOrder(entries)), adopted, dropped };
}

function settledEntries(state: StoredState): readonly StateEntry[] {
  return withoutWaiting(state).resources.map(({ entry }) => entry);
}

/**
 * Whether a state has the very thing under its own name, as when the last recovery was cut off at its end: it must not be
 * taken for its own successor. Revisions of one family share an id, and have an ARN each.
 */
function isKnown({ id, type, outputs }: StoredResource, { resources }: StoredState): boolean {
  return resources.some(
    (other) =>
      other.type === type &&
      other.id === id &&
      (other.outputs.arn === outputs.arn || other.outputs.arn === undefined || outputs.arn === undefined) &&
      other.entry.pendingReplacement !== true,
  );
}

/** One that was to be replaced is gone already, or goes with the next run. */
function replaced(entry: StateEntry, urn: string): readonly StateEntry[] {
  if (entry.urn !== urn || entry.delete === true) return [entry];
  return entry.pendingReplacement === true ? [] : [{ ...entry, delete: true }];
}

/** One with our tag is ours, one without any tag belongs to something that is. */
function isOurs({ lost }: Found, outputs: StateEntry): boolean {
  const wanted = ownTag(inputsOf(lost.entry));
  const there = ownTag(outputs) ?? ownTag({ tags: outputs.tagsAll });
  return wanted === undefined ? there === undefined || there === urnTag(lost.urn) : there === urnTag(lost.urn);
}
