import type { Shape } from "../src/models/shapes.ts";
import type { ModelShape } from "./botocore.ts";
import type { Match } from "./match.ts";

/**
 * The shape of a JSON document that has the API's own names (a task definition's containers); gives its name.
 * @param within shapes that are being read, for those that hold themselves: the inner one goes without facts
 */
export function documentShape(match: Match, name: string, within: readonly string[]): string {
  const { model, table, service } = match;
  const shape = model.shapes[name];
  if (shape === undefined || within.includes(name)) return "";
  const inner = (part: string) => documentShape(match, part, [...within, name]);
  return table.keep(`${service}.${name}`, { ...table.factsOf(shape), ...parts(shape, inner) });
}

function parts(shape: ModelShape, inner: (name: string) => string): Shape {
  if (shape.type === "list" && shape.member) return named("item", inner(shape.member.shape));
  if (shape.type === "map" && shape.key && shape.value) {
    return { ...named("key", inner(shape.key.shape)), ...named("value", inner(shape.value.shape)) };
  }
  if (shape.type !== "structure" || !shape.members) return {};
  const required = shape.required ?? [];
  const members = Object.entries(shape.members).flatMap(([member, reference]) => {
    const name = inner(reference.shape);
    return name === "" && !required.includes(member) ? [] : [[member, [member, name]] as const];
  });
  if (members.length === 0) return {};
  return { members: Object.fromEntries(members), ...(required.length > 0 ? { required } : {}) };
}

function named(part: "item" | "key" | "value", name: string): Shape {
  return name === "" ? {} : { [part]: name };
}
