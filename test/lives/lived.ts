import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { LayerName } from "@strata/shared-config";
import { inject } from "vitest";
import type { Life, Registered } from "./story.ts";

/** What a test asks of an environment that was lived through. */
export interface Lived extends Life {
  /** Every resource of a type, in one layer or in all. */
  readonly all: (type: string, layer?: LayerName) => Registered[];
  /** The only resource of a type (with a logical name, if given); anything but exactly one fails the test. */
  readonly one: (type: string, name?: string) => Registered;
  /** A stack's outputs. */
  readonly outputs: (layer: LayerName) => Readonly<Record<string, unknown>>;
}

/** The life of an environment or scenario, as the set-up recorded it. */
export function lived(name: string): Lived {
  const life: Life = JSON.parse(readFileSync(join(inject("lives"), `${name}.json`), "utf8"));
  const registered = Object.values(life.stacks).flat();
  const all = (type: string, layer?: LayerName) =>
    registered.filter((resource) => resource.type === type && (layer === undefined || resource.layer === layer));
  return {
    ...life,
    all,
    one: (type, logicalName) => {
      const found = all(type).filter(({ name }) => logicalName === undefined || name === logicalName);
      const [only] = found;
      if (only !== undefined && found.length === 1) return only;
      throw new RangeError(
        `${name} has ${found.length} of ${type} ${logicalName ?? ""}: ${found.map((one) => one.name)}`,
      );
    },
    outputs: (layer) => life.deploy.layers.find((record) => record.layer === layer)?.outputs ?? {},
  };
}

/** A property of a resource that holds JSON as text, parsed. */
export function json(value: unknown): unknown {
  return typeof value === "string" ? JSON.parse(value) : value;
}
