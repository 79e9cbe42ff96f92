import type { ModelShape, ServiceModel } from "./botocore.ts";

/** A member found: its name in the API, and its shape's. */
export interface FoundMember {
  readonly member: string;
  readonly shape: string;
}

/**
 * The member of a structure that a property is, by its name: `targetGroupArns` is `TargetGroupARNs`, `setting` is
 * `settings`, `name` of a role is `RoleName`.
 * @param noun what the operation makes: `Role` of CreateRole; empty inside
 */
export function findMember(structure: ModelShape, property: string, noun: string): FoundMember | undefined {
  const members = Object.entries(structure.members ?? {});
  for (const name of spellings(property, noun)) {
    const found = members.find(([member]) => member.toLowerCase() === name.toLowerCase());
    if (found) return { member: found[0], shape: found[1].shape };
  }
  return undefined;
}

function spellings(property: string, noun: string): readonly string[] {
  const singular = property.replace(/ies$/, "y").replace(/(ss|s)$/, (end) => (end === "ss" ? end : ""));
  const numbers = [
    property,
    `${property}s`,
    property.replace(/y$/, "ies"),
    singular,
    `${singular}List`,
    `${singular}Set`,
  ];
  return noun === "" ? numbers : [...numbers, ...numbers.map((name) => noun + name)];
}

/**
 * The member at a path, through lists as if they were not there. `ScheduleKeyDeletion:PendingWindowInDays` is one of
 * another operation. @throws where the model has no such member
 */
export function memberAt(model: ServiceModel, from: string, path: string): FoundMember {
  const [, operation, steps = ""] = /^(?:(\w+):)?(.*)$/.exec(path) ?? [];
  const start = operation === undefined ? from : model.operations[operation]?.input?.shape;
  if (start === undefined) throw new Error(`There is no operation ${operation} with an input (of ${path}).`);
  let found: FoundMember = { member: "", shape: start };
  for (const step of steps.split(".")) {
    const structure = throughLists(model, found.shape);
    const next = model.shapes[structure]?.members?.[step];
    if (next === undefined) throw new Error(`The shape ${structure} has no member ${step} (of ${path}).`);
    found = { member: step, shape: next.shape };
  }
  return found;
}

function throughLists(model: ServiceModel, name: string): string {
  const shape = model.shapes[name];
  return shape?.member === undefined ? name : throughLists(model, shape.member.shape);
}
