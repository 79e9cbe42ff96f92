import * as pulumi from "@pulumi/pulumi";
import { StrataError } from "../errors.ts";
import { valueAt } from "../load/tree.ts";

/**
 * Outputs under further names, which scripts of a product may already use.
 * @param outputs of the layer
 * @param names from a further name to the path of the output that it repeats, such as `repositoryUrls.api`
 * @throws StrataError ENVIRONMENT_INVALID for a path that the layer does not promise
 */
export function furtherOutputs(
  outputs: Readonly<Record<string, unknown>>,
  names: Readonly<Record<string, string>>,
): Record<string, pulumi.Output<unknown>> {
  return Object.fromEntries(
    Object.entries(names).map(([name, path]) => {
      const [key = "", ...rest] = path.split(".");
      const value = outputs[key];
      if (value === undefined) {
        throw new StrataError("ENVIRONMENT_INVALID", `output ${name} repeats ${path}, which this layer does not have`, {
          hint: `there are: ${Object.keys(outputs).sort().join(", ")}`,
          fault: "user",
        });
      }
      // Null where there is nothing now, such as the address of a service that is off: Pulumi warns of undefined.
      return [name, pulumi.output(value).apply((plain: unknown) => valueAt(plain, rest) ?? null)];
    }),
  );
}
