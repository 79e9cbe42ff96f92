import { type LayerName, StrataError } from "@strata/shared-config";

/**
 * What an upstream layer is relied on to have. It may lack it where its stack is older than the environment's file.
 * @param what it is, in words, such as "repository api"
 * @throws StrataError CONTRACT_BROKEN
 */
export function promised<Value>(value: Value | undefined, layer: LayerName, what: string): Value {
  if (value !== undefined) return value;
  throw new StrataError("CONTRACT_BROKEN", `the deployed ${layer} has no ${what}`, {
    hint: `deploy ${layer} again: its stack is older than the environment's file`,
    fault: "user",
  });
}
