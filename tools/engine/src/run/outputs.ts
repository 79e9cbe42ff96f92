import { MASK, UNKNOWN } from "@strata/shared-config";

/**
 * How the engine marks values that are more than JSON: an object with this key, and the kind under it
 * (`sdk/go/common/resource/sig` of Pulumi).
 */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT_VALUE = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/**
 * A stack's outputs as plain JSON values: a secret, at any depth, is the text `[secret]`, an unknown is {@link UNKNOWN}.
 */
export function plainOutputs(outputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, plain(value)]));
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const members = new Map<string, unknown>(Object.entries(value));
  const signature = members.get(SIGNATURE);
  if (signature === SECRET) return MASK;
  if (signature === OUTPUT_VALUE) {
    if (members.get("secret") === true) return MASK;
    return members.has("value") ? plain(members.get("value")) : UNKNOWN;
  }
  return Object.fromEntries([...members].map(([name, inner]) => [name, plain(inner)]));
}
