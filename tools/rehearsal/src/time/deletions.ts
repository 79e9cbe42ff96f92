/*
 * Deletions come after all else that a layer does, in rounds, as the engine's step generator plans them: a resource's
 * depth is the length of the longest chain of its own needs that go as well; the deepest go first, side by side, and
 * the next round starts when the whole round before has ended.
 */
import type { Needs } from "./happened.ts";

/** The rounds in which resources go, the first round first, each by URN. */
export function deletionRounds(urns: readonly string[], needs: Needs): readonly (readonly string[])[] {
  const going = new Set(urns);
  const depths = new Map<string, number>();
  const depthOf = (urn: string): number => {
    const known = depths.get(urn);
    if (known !== undefined) return known;
    // Not a true depth: it only ends a chain that leads back to where it began.
    depths.set(urn, 0);
    const below = (needs[urn] ?? []).filter((need) => going.has(need));
    const depth = below.reduce((deepest, need) => Math.max(deepest, depthOf(need) + 1), 0);
    depths.set(urn, depth);
    return depth;
  };
  const rounds = Map.groupBy([...going].sort(), depthOf);
  return [...rounds].sort(([a], [b]) => b - a).map(([, round]) => round);
}
