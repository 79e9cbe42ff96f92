import { isList, isObject, mapValues, type Value, type Values } from "../wire/values.ts";
import type { Latecomer, LogLine } from "./fault-log.ts";

interface Waiting extends Latecomer {
  readonly fault: number;
  left: number;
}

/** The resources that are not known everywhere yet, and for how many calls more. */
export class Latecomers {
  readonly #waiting: Waiting[] = [];

  /** As a log left them. */
  constructor(history: readonly LogLine[]) {
    for (const line of history) {
      if (line.note === "strike" && line.late) this.add(line.fault, line.late);
      if (line.note === "late") this.take(line.fault, line.id, line.calls);
    }
  }

  add(fault: number, late: Latecomer): void {
    this.#waiting.push({ ...late, fault, left: late.calls });
  }

  /** Counts calls that met one. */
  take(fault: number, id: string, calls: number): void {
    for (const one of this.#waiting) if (one.fault === fault && one.id === id) one.left -= calls;
  }

  /** Those of a kind that the values name by id or ARN. */
  namedIn(kind: Latecomer["kind"], values: Value): readonly Waiting[] {
    const open = this.#waiting.filter((one) => one.kind === kind && one.left > 0);
    return open.filter((one) => names(values, one));
  }

  /** The one of a kind with this id. */
  withId(kind: Latecomer["kind"], id: string): Waiting | undefined {
    return this.#waiting.find((one) => one.kind === kind && one.left > 0 && one.id === id);
  }
}

/** The answer of a data source without a resource: no list of it names the resource any more. */
export function without(values: Values, late: Latecomer): Values {
  const strip = (value: Value): Value => {
    if (isList(value)) return value.filter((item) => typeof item === "object" || !names(item, late)).map(strip);
    return isObject(value) ? mapValues(value, strip) : value;
  };
  return mapValues(values, strip);
}

function names(value: Value, late: Latecomer): boolean {
  if (typeof value === "string") return value === late.id || (late.arn !== "" && value.includes(late.arn));
  if (isList(value)) return value.some((item) => names(item, late));
  return isObject(value) && Object.values(value).some((item) => names(item, late));
}
