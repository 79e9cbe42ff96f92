import { dependenciesOf } from "./dependencies.ts";
import type { StateEntry } from "./stored-state.ts";

/**
 * The entries of a state so that each stands behind what it needs, as the engine wants them. An entry moves back no
 * further than it must; what has been replaced, and only waits for its deletion, comes last.
 */
export function inOrder(entries: readonly StateEntry[]): readonly StateEntry[] {
  const byUrn = Map.groupBy(entries, ({ urn }) => String(urn));
  const placed = new Set<StateEntry>();
  const place = (entry: StateEntry): void => {
    if (placed.has(entry)) return;
    // A set keeps the order in which it was filled: an entry is taken out again to stand behind its needs.
    placed.add(entry);
    for (const need of dependenciesOf([entry])[String(entry.urn)] ?? []) standing(byUrn.get(need)).forEach(place);
    placed.delete(entry);
    placed.add(entry);
  };
  for (const entry of entries) if (entry.delete !== true) place(entry);
  for (const entry of entries) place(entry);
  return [...placed];
}

/** Of those with one URN, the one that others mean by it. */
function standing(entries: readonly StateEntry[] = []): readonly StateEntry[] {
  const live = entries.filter((entry) => entry.delete !== true);
  return live.length > 0 ? live : entries;
}
