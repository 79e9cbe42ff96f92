import type { PlannedStep } from "@strata/engine";
import type { LayerName } from "@strata/shared-config";
import { parseUrn } from "@strata/shared-config";

/** What a run does to each resource, by layer. */
export type Steps = ReadonlyMap<LayerName, readonly PlannedStep[]>;

/** One change of the corpus: what its preview predicted, held against what its deploy did. */
export interface Score {
  readonly life: string;
  readonly change: string;
  readonly predicted: number;
  readonly happened: number;
  readonly right: number;
  /** Operations that happened and were not predicted, and the reverse: `data update jobs`. */
  readonly missed: readonly string[];
  readonly excess: readonly string[];
  /** Layers that a preview called unchanged, and that a deploy changed. */
  readonly calledUnchanged: readonly LayerName[];
}

/** Holds a preview against the deploy that followed it. An operation is a layer, a URN and what becomes of it. */
export function score(life: string, change: string, predicted: Steps, happened: Steps): Score {
  const before = operations(predicted);
  const after = operations(happened);
  return {
    life,
    change,
    predicted: before.size,
    happened: after.size,
    right: [...after.keys()].filter((key) => before.has(key)).length,
    missed: [...after].filter(([key]) => !before.has(key)).map(([, text]) => text),
    excess: [...before].filter(([key]) => !after.has(key)).map(([, text]) => text),
    calledUnchanged: [...happened].flatMap(([layer, steps]) =>
      steps.length > 0 && (predicted.get(layer) ?? []).length === 0 ? [layer] : [],
    ),
  };
}

function operations(steps: Steps): Map<string, string> {
  const rows = [...steps].flatMap(([layer, list]) =>
    list.map(({ urn, change }): [string, string] => [
      `${layer} ${urn} ${change}`,
      `${layer} ${change} ${parseUrn(urn).name}`,
    ]),
  );
  return new Map(rows);
}

/** All changes together. Recall: what of that which happened was predicted. Precision: what of that predicted happened. */
export interface Report {
  readonly changes: number;
  readonly predicted: number;
  readonly happened: number;
  readonly recall: number;
  readonly precision: number;
  readonly calledUnchanged: number;
}

/** Adds up the scores. */
export function report(scores: readonly Score[]): Report {
  const sum = (pick: (score: Score) => number) => scores.reduce((total, one) => total + pick(one), 0);
  const [predicted, happened, right] = [sum((s) => s.predicted), sum((s) => s.happened), sum((s) => s.right)];
  return {
    changes: scores.length,
    predicted,
    happened,
    recall: happened === 0 ? 1 : right / happened,
    precision: predicted === 0 ? 1 : right / predicted,
    calledUnchanged: sum((s) => s.calledUnchanged.length),
  };
}

/** The report as text: a line for each change, what was wrong below it, and the sums. */
export function reportText(scores: readonly Score[]): string {
  const lines = scores.flatMap(({ life, change, predicted, happened, right, missed, excess }) => [
    `${`${right}`.padStart(3)} of ${`${happened}`.padStart(3)} predicted, ${`${predicted}`.padStart(3)} in all   ${life}: ${change}`,
    ...missed.map((text) => `      missed    ${text}`),
    ...excess.map((text) => `      in excess ${text}`),
  ]);
  const { changes, recall, precision, predicted, happened, calledUnchanged } = report(scores);
  return [
    ...lines,
    `${changes} changes, ${happened} operations, ${predicted} predicted: recall ${recall.toFixed(3)}, precision ${precision.toFixed(3)}, ${calledUnchanged} changed layers called unchanged`,
  ].join("\n");
}
