import * as pulumi from "@pulumi/pulumi";
import { isUnknown } from "@pulumi/pulumi/output.js";
import { SecretValue, UNKNOWN } from "@strata/shared-config";

/** What the SDK keeps of an output besides its public face. Source: @pulumi/pulumi, output.ts. */
interface OutputParts {
  readonly promise: (withUnknowns: boolean) => Promise<unknown>;
  readonly isKnown: Promise<boolean>;
  readonly isSecret: Promise<boolean>;
}

/**
 * What a program's outputs will be, as far as a preview can tell, member by member: an unknown one is `UNKNOWN`, a secret
 * a SecretValue. The engine's events say less: in them a record with one unknown member is unknown as a whole, and a
 * secret is masked. Resolves when the last output does; rejects with the first that fails.
 */
export async function plannedOutputs(outputs: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> {
  const rows = await Promise.all(
    Object.entries(outputs).map(async ([name, value]): Promise<[string, unknown]> => [name, await resolved(value)]),
  );
  return Object.fromEntries(rows.filter(([, value]) => value !== undefined));
}

async function resolved(value: unknown): Promise<unknown> {
  if (isUnknown(value)) return UNKNOWN;
  if (isOutput(value)) {
    const inner = await value.promise(true);
    const known = (await value.isKnown) || holdsUnknown(inner);
    const plain = known ? await resolved(inner) : UNKNOWN;
    return (await value.isSecret) ? new SecretValue(plain) : plain;
  }
  if (value instanceof Promise) return resolved(await value);
  if (typeof value === "function") return undefined;
  if (typeof value !== "object" || value === null) return value;
  // No contract has one: only the engine knows how they are written.
  if (pulumi.Resource.isInstance(value)) return UNKNOWN;
  if (Array.isArray(value)) return Promise.all(value.map(async (inner) => (await resolved(inner)) ?? null));
  return plannedOutputs(Object.fromEntries(Object.entries(value)));
}

/** Not known as a whole, and yet known in parts. */
function holdsUnknown(value: unknown): boolean {
  if (typeof value !== "object" || value === null || isUnknown(value)) return false;
  return Object.values(value).some((inner) => isUnknown(inner) || holdsUnknown(inner));
}

function isOutput(value: unknown): value is OutputParts {
  return pulumi.Output.isInstance(value);
}
