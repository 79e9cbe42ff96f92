import * as pulumi from "@pulumi/pulumi";
import { StrataError } from "../errors.ts";
import type { LayerName } from "../layers.ts";

/**
 * What an upstream layer is relied on to have, where its contract allows it to be absent: its stack may be older than
 * the environment's file.
 * @param what it is, such as `loadBalancerArn` or "repository api", for the error
 * @param environment that it is missing in. @default - the stack that runs
 * @throws StrataError CONTRACT_BROKEN, with the command that deploys the layer again, where it is absent
 */
export function present<Value>(
  value: Value | undefined,
  layer: LayerName,
  what: string,
  environment: string = pulumi.getStack(),
): Value {
  if (value !== undefined) return value;
  throw new StrataError("CONTRACT_BROKEN", `the deployed ${layer} has no ${what}`, {
    hint: `nx deploy ${layer} -c ${environment}`,
    fault: "user",
  });
}

/** {@link present}, of an output: it throws inside the output. */
export function required<Value>(
  output: pulumi.Output<Value | undefined>,
  layer: LayerName,
  what: string,
): pulumi.Output<Value> {
  return output.apply((value) => present(value, layer, what));
}
