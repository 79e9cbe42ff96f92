import * as pulumi from "@pulumi/pulumi";
import { unknown } from "@pulumi/pulumi/output.js";
import { StrataError } from "../errors.ts";
import type { LayerName } from "../layers.ts";
import { MASK, SecretValue, UNKNOWN } from "../markers.ts";

/** A given value as a program takes it: what is not known yet is unknown to Pulumi too, member by member. */
export function toOutput(value: unknown): pulumi.Output<unknown> {
  return pulumi.output(lifted(value));
}

function lifted(value: unknown): unknown {
  if (value === UNKNOWN) return unknown;
  if (value === MASK) return pulumi.secret(unknown);
  if (value instanceof SecretValue) return pulumi.secret(lifted(value.reveal()));
  if (Array.isArray(value)) return value.map(lifted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, lifted(inner)]));
}

/** Where a plain value comes from, for its error. */
export interface PlainPlace {
  readonly upstream: LayerName;
  readonly environment: string;
  readonly consumer: LayerName;
  /** `secretReferences.postgres.url` */
  readonly path: string;
}

/**
 * A given value as plain data, for what decides which resources there are. A part that is unknown or secret may be
 * there and have a name, but throws when its value is looked at: nothing can be decided by it.
 */
export function toPlain(value: unknown, place: PlainPlace): unknown {
  if (value === UNKNOWN) throw unreadable(place, "is known only once it is deployed");
  if (value === MASK || value instanceof SecretValue) throw unreadable(place, "is a secret");
  if (typeof value !== "object" || value === null) return value;
  const result: object = Array.isArray(value) ? [] : {};
  for (const [key, inner] of Object.entries(value)) {
    const get = () => toPlain(inner, { ...place, path: `${place.path}.${key}` });
    Object.defineProperty(result, key, { enumerable: true, configurable: true, get });
  }
  return result;
}

function unreadable({ upstream, environment, consumer, path }: PlainPlace, why: string): StrataError {
  return new StrataError(
    "UPSTREAM_NOT_DEPLOYED",
    `${consumer} decides by ${path} of ${upstream} what it makes, which ${why}`,
    { hint: `nx deploy ${upstream} -c ${environment}`, fault: "user" },
  );
}
