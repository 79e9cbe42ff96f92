import type { RandomPasswordArgs } from "@pulumi/random";
import { logicalName, StrataError } from "@strata/shared-config";
import type { SecretEntry } from "./secret-plan.ts";

/** What makes a generated value what it is. */
export type Generated = Pick<SecretEntry, "length" | "format" | "generation">;

/** What the random resource in the state was made with. */
export interface MadeWith {
  readonly length: number;
  /** @default - alphanumeric ones have none */
  readonly keepers?: Readonly<Record<string, string>> | undefined;
}

/** Name of the resource that holds an entry's value: another generation is another resource, so another value. */
export function generatedName(key: string, { generation }: Generated): string {
  return generation === 1 ? key : logicalName(key, String(generation));
}

/**
 * What the random provider is asked for. Bytes are drawn as hexadecimal digits, two a byte, and written otherwise after
 * that: so every format is one type of resource, and a changed format an input that changed, which can be refused. With
 * a type of its own it would be a resource that goes and another that comes, which nobody can tell from a new entry.
 */
export function randomInputs({ length, format }: Generated): RandomPasswordArgs {
  if (format === "alphanumeric") return { length, special: false };
  return {
    length: length * 2,
    upper: false,
    lower: false,
    special: true,
    overrideSpecial: "abcdef",
    keepers: { format },
  };
}

/** The value as the application reads it, of what the random provider drew. */
export function written(drawn: string, { format }: Generated): string {
  return format === "base64" ? Buffer.from(drawn, "hex").toString("base64") : drawn;
}

/**
 * Refuses another length or format under the same generation. Data may be encrypted with the old value, and a new one
 * could never read it again.
 * @throws StrataError SECRET_WOULD_CHANGE naming the entry
 */
export function checkUnchanged(key: string, wanted: Generated, made: MadeWith): void {
  const format = made.keepers?.format ?? "alphanumeric";
  const length = format === "alphanumeric" ? made.length : made.length / 2;
  if (format === wanted.format && length === wanted.length) return;
  const [is, asked] = [`${format} of length ${length}`, `${wanted.format} of length ${wanted.length}`];
  throw new StrataError(
    "SECRET_WOULD_CHANGE",
    `data.secrets.entries.${key} is ${is}, and ${asked} would be another value: what the old one encrypted or signed is lost`,
    {
      hint: `take length and format back; or, if a new value is wanted, set data.secrets.entries.${key}.generation: ${wanted.generation + 1}`,
      fault: "user",
    },
  );
}
