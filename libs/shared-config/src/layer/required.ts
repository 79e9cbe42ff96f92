import type * as pulumi from "@pulumi/pulumi";
import { StrataError } from "../errors.ts";

/**
 * An upstream's optional output where this layer cannot do without it.
 * @param output that a contract allows to be absent
 * @param what it is, as `network.databaseSecurityGroupId`, for the error
 * @throws StrataError CONTRACT_BROKEN, inside the output, where it is absent: the upstream was deployed from another
 *   description of the environment
 */
export function required<T extends string | number>(
  output: pulumi.Output<T | undefined>,
  what: string,
): pulumi.Output<T> {
  return output.apply((value) => {
    if (value !== undefined) return value;
    throw new StrataError(
      "CONTRACT_BROKEN",
      `${what} is not there: the upstream was deployed from an older description`,
      {
        hint: `deploy ${what.split(".")[0]} of this environment again, then this layer`,
        fault: "user",
      },
    );
  });
}
