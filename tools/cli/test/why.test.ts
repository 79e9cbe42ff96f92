import type { LayerWhy, Reason } from "@strata/rollout";
import { describe, expect, it } from "vitest";
import { whyLines } from "../src/commands/why.ts";
import { strata } from "./run.ts";

const reason = (text: string): Reason => ({ kind: "setting", what: text, change: "changed", text });
const row = (rest: Partial<LayerWhy>): LayerWhy => ({
  layer: "services",
  status: "affected",
  reasons: [],
  deployed: { at: "2026-11-20T12:00:00.000Z", commit: "4f2a", dirty: false },
  ...rest,
});

describe("strata why prints", () => {
  it("a line for each reason", () => {
    const texts = ["environments/threa-prod.yaml services.api.cpu 256 → 512", "data would change first"];
    expect(whyLines(row({ reasons: texts.map(reason) }))).toEqual(texts.map((text) => `services: ${text}`));
  });

  it("the first dozen of many, and how many more there are", () => {
    const lines = whyLines(row({ reasons: Array.from({ length: 100 }, (_, index) => reason(`file ${index}`)) }));
    expect(lines).toHaveLength(13);
    expect(lines.at(-1)).toBe("services: … and 88 more: --json has them all");
  });

  it.each([
    [{}, "services: unchanged since its last deploy, 2026-11-20T12:00:00.000Z from 4f2a"],
    [{ dirty: true }, "services: unchanged since its last deploy, 2026-11-20T12:00:00.000Z from 4f2a and other files"],
    [{ commit: null }, "services: unchanged since its last deploy, 2026-11-20T12:00:00.000Z"],
  ])("since when nothing has changed", (deployed, line) => {
    const known = { at: "2026-11-20T12:00:00.000Z", commit: "4f2a", dirty: false, ...deployed };
    expect(whyLines(row({ status: "unchanged", deployed: known }))).toEqual([line]);
  });
});

it("refuses a layer or an environment that is not there, and prints nothing for a pipe", async () => {
  expect(await strata("why", "threa-prod", "sevices")).toMatchObject({
    code: 2,
    out: "",
    err: expect.stringContaining("services"),
  });
  expect(await strata("base", "threa-prd")).toMatchObject({
    code: 2,
    out: "",
    err: expect.stringContaining("threa-prod"),
  });
});
