import { planOrder } from "../order.ts";
import { readLayers } from "../read-layers.ts";
import type { Break } from "./broken-error.ts";
import { brokenPromises } from "./compare-contracts.ts";
import { readContracts, readContractsAt } from "./contract-file.ts";
import { type Places, programNames, programNamesAt } from "./program-names.ts";

/** What of the contracts changed since a commit. */
export interface ContractComparison {
  /** False where the commit keeps no contracts yet, so that there is nothing to compare with. */
  readonly comparable: boolean;
  /** Promises that are kept no more, and the layers whose program reads them, at the commit or now. */
  readonly breaks: readonly Break[];
  /** Promises that are kept no more and that no program reads. */
  readonly unread: readonly Pick<Break, "upstream" | "output" | "change">[];
}

/**
 * Holds the workspace's contracts against those of a commit, without any account. What a program reads is taken from its
 * text: of the commit, since that is what is deployed, and of now. Throws BASE_UNKNOWN, and the problems of a graph.
 */
export async function compareCommits(root: string, base: string): Promise<ContractComparison> {
  const graph = await readLayers(root);
  const [problem] = graph.problems;
  if (problem !== undefined) throw problem.error;
  const before = await readContractsAt(root, base);
  const after = await readContracts(root);
  if (before === undefined) return { comparable: false, breaks: [], unread: [] };
  const promises = brokenPromises(before, after ?? new Map());
  if (promises.length === 0) return { comparable: true, breaks: [], unread: [] };

  const names = graph.layers.map(({ name }) => name);
  const readers = await Promise.all(
    planOrder(graph, names, "upstreams-first").map(async ({ layer }) => ({
      layer,
      now: await programNames(root, `stacks/${layer}`),
      atBase: await programNamesAt(root, base, `stacks/${layer}`),
    })),
  );
  const rows = promises.map((promise) => ({
    ...promise,
    dependents: readers
      .filter(({ layer, now, atBase }) => layer !== promise.upstream && (reads(now, promise) || reads(atBase, promise)))
      .map(({ layer, now, atBase }) => ({
        layer,
        known: true,
        place: reads(now, promise) ? now.get(promise.output) : `${atBase.get(promise.output)} of ${base}`,
      })),
  }));
  return {
    comparable: true,
    breaks: rows.filter(({ dependents }) => dependents.length > 0),
    unread: rows.filter(({ dependents }) => dependents.length === 0).map(({ dependents: _, ...row }) => row),
  };
}

/** A program reads an output if it calls `upstream` with the layer's name, and has the output's name anywhere. */
function reads(names: Places, { upstream, output }: { readonly upstream: string; readonly output: string }): boolean {
  return names.has("upstream") && names.has(upstream) && names.has(output);
}
