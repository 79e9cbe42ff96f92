import fc from "fast-check";
import { expect, test } from "vitest";
import { layOut } from "../src/dashboard/widget.ts";

const rows = fc.array(fc.record({ height: fc.integer({ min: 1, max: 20 }), widgets: fc.integer({ min: 0, max: 6 }) }));
const text = { type: "text", properties: { markdown: "" } } as const;

test("no two widgets overlap, and none leaves the grid of 24 columns", () => {
  fc.assert(
    fc.property(rows, (given) => {
      const placed = layOut(given.map(({ height, widgets }) => ({ height, contents: Array(widgets).fill(text) })));
      expect(placed).toHaveLength(given.reduce((sum, { widgets }) => sum + widgets, 0));
      for (const [index, widget] of placed.entries()) {
        expect(widget.x + widget.width).toBeLessThanOrEqual(24);
        const before = placed.slice(0, index);
        const apart = before.every((other) => other.y + other.height <= widget.y || other.x + other.width <= widget.x);
        expect(apart).toBe(true);
      }
    }),
  );
});

test("a row without widgets takes no place", () => {
  const placed = layOut([
    { height: 6, contents: [] },
    { height: 2, contents: [text, text] },
  ]);
  expect(placed).toEqual([
    { ...text, x: 0, y: 0, width: 12, height: 2 },
    { ...text, x: 12, y: 0, width: 12, height: 2 },
  ]);
});
