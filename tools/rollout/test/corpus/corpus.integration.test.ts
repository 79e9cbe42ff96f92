import { expect, it } from "vitest";
import type { Life } from "./corpus.ts";
import { messages } from "./lives/messages.ts";
import { networks } from "./lives/networks.ts";
import { product } from "./lives/product.ts";
import { registries } from "./lives/registries.ts";
import { report, reportText, type Score } from "./score.ts";
import { live } from "./stage.ts";

const LONG = process.env.STRATA_FAULTS === "long";

/** Lives through lives, and prints what their previews were worth. */
async function measure(lives: readonly Life[]) {
  const scores: Score[] = [];
  try {
    for (const life of lives) await live(life, (one) => scores.push(one));
  } finally {
    console.log(reportText(scores));
  }
  return report(scores);
}

it.runIf(LONG)("predicts what happens in every change of the corpus", { timeout: 3_600_000 }, async () => {
  const { changes, recall, precision, calledUnchanged } = await measure([messages, networks, registries, product]);
  expect(changes).toBeGreaterThanOrEqual(40);
  expect([recall, calledUnchanged]).toEqual([1, 0]);
  expect(precision).toBeGreaterThanOrEqual(0.95);
});

it.skipIf(LONG)("predicts what happens in the first changes of a life, two layers at a time", async () => {
  const { changes, recall, precision, calledUnchanged } = await measure([
    { ...registries, changes: registries.changes.slice(0, 4) },
  ]);
  expect([changes, recall, precision, calledUnchanged]).toEqual([4, 1, 1, 0]);
});
