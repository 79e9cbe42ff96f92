import * as pulumi from "@pulumi/pulumi";
import { StrataError } from "../errors.ts";
import type { Environment } from "../resolve.ts";
import { isRehearsal, rehearsalSecret } from "./rehearsal.ts";
import { type SecretPath, shapeOf } from "./secret-paths.ts";
import { misfit, standIn } from "./secret-shape.ts";

/** Whose config a secret stands in. */
export interface SecretOwner {
  readonly layer: string;
  readonly environment: Environment;
}

/**
 * A secret of the stack's config. In a rehearsal a stand-in takes its place.
 * @throws StrataError SECRET_MISSING naming the path and the command that sets it; ENVIRONMENT_INVALID for a weak or
 *   misshapen one
 */
export function readSecret(owner: SecretOwner, path: SecretPath): pulumi.Output<string> {
  const given = configured(path);
  const shape = shapeOf(owner.environment, path);
  if (given !== undefined) {
    const problem = misfit(shape, given);
    if (problem === undefined) return pulumi.secret(given);
    throw new StrataError("ENVIRONMENT_INVALID", `strata:${path} ${problem}`, {
      hint: commandFor(owner, path),
      fault: "user",
    });
  }
  if (isRehearsal())
    return pulumi.secret(standIn(shape, rehearsalSecret(owner.environment.name, path), owner.environment.aws.region));
  throw new StrataError(
    "SECRET_MISSING",
    `${owner.layer} of ${owner.environment.name} needs the secret strata:${path}`,
    {
      hint: commandFor(owner, path),
      fault: "user",
    },
  );
}

/**
 * {@link readSecret}, of one that may be absent: undefined where it is, or where its value does not fit, with a line
 * that says so. A rehearsal has none of these unless its environment requires them.
 */
export function readOptionalSecret(owner: SecretOwner, path: SecretPath): pulumi.Output<string> | undefined {
  const given = configured(path);
  const problem = given === undefined ? "is not set" : misfit(shapeOf(owner.environment, path), given);
  if (given !== undefined && problem === undefined) return pulumi.secret(given);
  pulumi.log.info(`strata:${path} ${problem}: skipped. To have it: ${commandFor(owner, path)}`);
  return undefined;
}

/** As text, though it is a secret: what a value looks like decides what is made. `Config.get` would warn. */
function configured(path: string): string | undefined {
  return pulumi.runtime.allConfig()[`strata:${path}`];
}

function commandFor({ layer, environment }: SecretOwner, path: string): string {
  return `cd stacks/${layer} && pulumi config set --secret strata:${path} -s ${environment.name}`;
}
