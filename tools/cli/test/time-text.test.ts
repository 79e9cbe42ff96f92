import type { PathStep, Prediction } from "@strata/rehearsal";
import { expect, it } from "vitest";
import { pathTable, predictionLine, range, span } from "../src/time-text.ts";
import { prediction } from "./records.ts";

it.each([
  [0, "0 s"],
  [107, "107 s"],
  [120, "2 min"],
  [871, "15 min"],
  [5_700, "1 h 35 min"],
  [7_200, "2 h"],
])("says %d seconds as %s", (seconds, text) => expect(span(seconds)).toBe(text));

it("names the unit of a range once, unless its ends have others", () => {
  expect(range({ fast: 660, typical: 840, slow: 1260 })).toBe("14 min (11 to 21)");
  expect(range({ fast: 81, typical: 130, slow: 400 })).toBe("2 min (81 s to 7 min)");
  expect(range({ fast: 3_000, typical: 5_700, slow: 7_200 })).toBe("1 h 35 min (50 min to 2 h)");
});

it("tells the whole in one line", () => {
  const whole: Prediction = prediction([], { seconds: { fast: 660, typical: 840, slow: 1260 } });
  expect(predictionLine(whole)).toBe("a real account takes about 14 min (11 to 21)");
});

it("names the longest steps of a path in its order, and adds up the rest", () => {
  const step = (name: string, seconds: number): PathStep => ({
    layer: "data",
    urn: `urn:${name}`,
    type: "aws:rds/cluster:Cluster",
    name,
    verb: "create",
    startsAt: 0,
    seconds,
    basis: "reported",
    source: "a log",
  });
  const path = Array.from({ length: 10 }, (_, index) => step(`db-${index}`, index === 0 ? 480 : index));
  const text = pathTable(path);
  expect(text).toMatch(/│ data +│ create aws.rds.Cluster db-0 +│ 8 min │ reported │/);
  expect(text).not.toContain("db-1 ");
  expect(text).toMatch(/│ +│ 2 shorter steps +│ +3 s │ +│/);
});
