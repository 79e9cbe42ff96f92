import * as pulumi from "@pulumi/pulumi";
import { CONTRACTS, type Contract } from "../contracts/index.ts";
import { StrataError } from "../errors.ts";
import type { LayerName } from "../layers.ts";

/** The outputs of another layer, each one known or, in a preview, perhaps not yet. */
export type UpstreamOutputs<Name extends LayerName> = {
  readonly [Key in keyof Contract<Name>]-?: pulumi.Output<Contract<Name>[Key]>;
};

/** {@link UpstreamOutputs}, and the same values as the layer's last deployment left them: for what decides what is made. */
export type Upstream<Name extends LayerName> = UpstreamOutputs<Name> & { readonly lastDeployed: Contract<Name> };

/**
 * Reads another layer's outputs through a StackReference and holds them against its contract.
 * @throws StrataError UPSTREAM_NOT_DEPLOYED where the stack does not exist or has no outputs; CONTRACT_BROKEN naming
 *   each output that is missing or of another shape
 */
export async function readUpstream<Name extends LayerName>(
  consumer: LayerName,
  name: Name,
  environment: string,
): Promise<Upstream<Name>> {
  const stack = `${pulumi.getOrganization()}/${name}/${environment}`;
  const deployed = await readStack(stack, name, environment);
  const parsed = CONTRACTS[name].safeParse(deployed);
  if (!parsed.success) {
    const broken = parsed.error.issues.map((issue) => `  ${issue.path.map(String).join(".")}: ${issue.message}`);
    throw new StrataError(
      "CONTRACT_BROKEN",
      `${name} of ${environment} breaks its contract with ${consumer}\n${broken.join("\n")}`,
      {
        hint: `nx deploy ${name} -c ${environment}`,
        fault: "environment",
      },
    );
  }
  const reference = new pulumi.StackReference(name, { name: stack });
  const lastDeployed = conforming<Contract<Name>>(parsed.data);
  return { ...outputsOf<Name>(reference, Object.keys(CONTRACTS[name].shape)), lastDeployed };
}

async function readStack(stack: string, name: LayerName, environment: string): Promise<object> {
  const answer: unknown = await pulumi.runtime
    .invoke("pulumi:pulumi:readStackOutputs", { name: stack }, { async: true })
    .catch((cause: unknown) => {
      throw notDeployed(name, environment, cause);
    });
  const outputs = typeof answer === "object" && answer !== null && "outputs" in answer ? answer.outputs : undefined;
  if (typeof outputs !== "object" || outputs === null || Object.keys(outputs).length === 0) {
    throw notDeployed(name, environment, undefined);
  }
  return outputs;
}

function notDeployed(name: LayerName, environment: string, cause: unknown): StrataError {
  return new StrataError("UPSTREAM_NOT_DEPLOYED", `${name} has no deployed stack ${environment}`, {
    hint: `nx deploy ${name} -c ${environment}`,
    fault: "user",
    cause,
  });
}

function outputsOf<Name extends LayerName>(
  reference: pulumi.StackReference,
  keys: readonly string[],
): UpstreamOutputs<Name> {
  const outputs: Partial<Record<string, pulumi.Output<unknown>>> = {};
  for (const key of keys) outputs[key] = reference.getOutput(key);
  return conforming<UpstreamOutputs<Name>>(outputs);
}

/** The one place where a value takes the type of a contract: readUpstream has parsed it with that contract. */
function conforming<Shape>(value: object): Shape;
function conforming(value: object): object {
  return value;
}
