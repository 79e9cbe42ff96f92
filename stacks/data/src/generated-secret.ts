import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { checkUnchanged, type Generated, generatedName, randomInputs, written } from "./generated-secret-plan.ts";

/**
 * A value that is drawn once and survives every later deployment: the inputs of a resource that exists are never
 * compared, so nothing replaces it; a description that no longer fits it is refused, in the preview already.
 */
export function generatedSecret(key: string, entry: Generated, parent: pulumi.Resource): pulumi.Output<string> {
  const inputs = randomInputs(entry);
  const drawn = new random.RandomPassword(generatedName(key, entry), inputs, {
    parent,
    ignoreChanges: ["length", "special", "upper", "lower", "overrideSpecial", "keepers"],
  });
  // In a preview an output without a value counts as unknown, so only a resource that has keepers is asked for them.
  const keepers = drawn.special.apply((special) => (special === true ? drawn.keepers : pulumi.output(undefined)));
  return pulumi.all([drawn.result, drawn.length, keepers]).apply(([result, length, made]) => {
    checkUnchanged(key, entry, { length, keepers: made });
    return written(result, entry);
  });
}
