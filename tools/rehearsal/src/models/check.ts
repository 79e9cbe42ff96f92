import { readFileSync } from "node:fs";
import type { ApiError, Attempt } from "../refusals/attempt.ts";
import { hasSecret, reveal, type Value, type Values } from "../wire/values.ts";
import { type ApiModels, parseApiModels, type Shape, type TypeModel } from "./shapes.ts";
import { isEmpty, objectFaults, type Violation } from "./validate.ts";

/** Longer values are cut in a message. */
const LONGEST = 200;

interface Known {
  readonly model: TypeModel;
  readonly shape: Shape;
}

let models: ApiModels | undefined;
const types = new Map<string, Known | undefined>();

/** The data file, read when the first resource is made. */
export function apiModels(): ApiModels {
  models ??= parseApiModels(readFileSync(new URL("../../models/api-models.json", import.meta.url), "utf8"));
  return models;
}

function modelOf(token: string): Known | undefined {
  if (!types.has(token)) {
    const model = apiModels().type(token);
    types.set(token, model && { model, shape: apiModels().shape(model.inputs) });
  }
  return types.get(token);
}

/** Refuses what AWS's own API model refuses: lengths, patterns, values, sizes of lists, what a nested object must have. */
export function checkModels(attempt: Attempt): ApiError | undefined {
  if (attempt.operation === "delete") return undefined;
  const known = modelOf(attempt.facts.token);
  if (known === undefined) return undefined;
  const { shape, model } = known;
  const violations = Object.entries(sent(attempt)).flatMap(([property, value]) => {
    const member = shape.members?.[property];
    if (member === undefined || value === null) return [];
    const required = attempt.facts.required.includes(property);
    if (isEmpty(value) && !required) return [];
    const faults = objectFaults(
      apiModels(),
      { members: { [property]: member }, required: [property] },
      { [property]: value },
      "",
    );
    return faults.map((fault) => ({ ...fault, sensitive: fault.sensitive || isHidden(attempt, property) }));
  });
  return violations.length === 0 ? undefined : { code: model.code, message: message(violations) };
}

/** A create sends everything, an update what is new. */
function sent({ operation, inputs, before }: Attempt): Values {
  if (operation === "create") return inputs;
  const changed = Object.entries(inputs).filter(([name, value]) => !equal(value, before?.[name]));
  return Object.fromEntries(changed);
}

function equal(one: Value, other: Value | undefined): boolean {
  return other !== undefined && JSON.stringify(one) === JSON.stringify(reveal(other));
}

function isHidden({ facts, marked }: Attempt, property: string): boolean {
  const value = marked?.[property];
  return facts.secrets.includes(property) || marked === undefined || (value !== undefined && hasSecret(value));
}

function message(violations: readonly Violation[]): string {
  const count = `${violations.length} validation error${violations.length === 1 ? "" : "s"} detected`;
  return `${count}: ${violations.map(sentence).join("; ")}`;
}

function sentence({ member, value, constraint, sensitive }: Violation): string {
  const shown = sensitive ? "Value" : `Value '${text(value)}'`;
  return `${shown} at '${member}' failed to satisfy constraint: ${constraint}`;
}

function text(value: Value): string {
  const whole = typeof value === "string" ? value : JSON.stringify(value);
  return whole.length <= LONGEST ? whole : `${whole.slice(0, LONGEST)}...`;
}
