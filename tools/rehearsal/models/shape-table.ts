import type { Shape } from "../src/models/shapes.ts";
import type { ModelShape } from "./botocore.ts";
import { translate } from "./java-pattern.ts";

/** Shapes under names: equal ones once, and none that says nothing. */
export interface ShapeTable {
  /** Keeps a shape; gives its name, empty where the shape has no facts. */
  readonly keep: (wanted: string, shape: Shape) => string;
  /** The facts of a text, a number, or the size of a list or a map. */
  readonly factsOf: (model: ModelShape) => Shape;
  readonly shapes: () => Readonly<Record<string, Shape>>;
  readonly patternsLeftOut: () => readonly string[];
}

/** An empty table. @param slow patterns that are left out */
export function createShapeTable(slow: readonly string[]): ShapeTable {
  const byName = new Map<string, string>();
  const shapes = new Map<string, Shape>();
  const leftOut = new Set<string>();
  return {
    keep: (wanted, shape) => {
      if (Object.keys(shape).length === 0) return "";
      const text = JSON.stringify(shape);
      for (let number = 1; ; number++) {
        const name = number === 1 ? wanted : `${wanted}-${number}`;
        const there = byName.get(name);
        if (there === undefined) {
          byName.set(name, text);
          shapes.set(name, shape);
        }
        if (there === undefined || there === text) return name;
      }
    },
    factsOf: (model) => {
      const { type, min, max } = model;
      if (type === "string") return { ...size(min, max, "shortest", "longest"), ...textFacts(model, slow, leftOut) };
      if (type === "list" || type === "map") return size(min, max, "fewest", "most");
      return /^(integer|long|float|double)$/.test(type) ? { ...size(min, max, "min", "max") } : {};
    },
    shapes: () => Object.fromEntries([...shapes].sort(([one], [other]) => (one < other ? -1 : 1))),
    patternsLeftOut: () => [...leftOut].sort(),
  };
}

/** Bounds under the names that the kind of value has for them. A bound of nothing says nothing. */
function size(
  min: number | undefined,
  max: number | undefined,
  least: "shortest" | "fewest" | "min",
  most: "longest" | "most" | "max",
): Shape {
  const lower = min === undefined || (least !== "min" && min <= 0) ? {} : { [least]: min };
  const upper = max === undefined || max >= 2 ** 31 - 1 ? {} : { [most]: max };
  return { ...lower, ...upper };
}

function textFacts(model: ModelShape, slow: readonly string[], leftOut: Set<string>): Shape {
  const usable = model.pattern !== undefined && !slow.includes(model.pattern);
  const pattern = usable ? translate(model.pattern ?? "") : undefined;
  if (model.pattern !== undefined && pattern === undefined) leftOut.add(model.pattern);
  // Every text, and every text of one line that is not empty: not worth a line in the file.
  const says = pattern !== undefined && !/^\^?(\(\?:)?(\.\*|\[\\s\\S\]\*|\[\\S\\s\]\*)\)?\$?$/.test(pattern);
  return {
    ...(says ? { pattern } : {}),
    ...(model.enum === undefined ? {} : { enum: [...model.enum].sort() }),
    ...(model.sensitive === true ? { sensitive: true } : {}),
  };
}
