import * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import { CONTRACTS, type Contract } from "../contracts/index.ts";
import { StrataError } from "../errors.ts";
import type { LayerName } from "../layers.ts";
import { asTree, valueAt } from "../load/tree.ts";
import { holds, MASK, UNKNOWN } from "../markers.ts";
import { contractProblems } from "./contract-problems.ts";
import { currentCarrier, type GivenOutputs } from "./given-upstreams.ts";
import { toOutput, toPlain } from "./upstream-values.ts";

/** The outputs of another layer, each one known or, in a preview, perhaps not yet. */
export type UpstreamOutputs<Name extends LayerName> = {
  readonly [Key in keyof Contract<Name>]-?: pulumi.Output<Contract<Name>[Key]>;
};

/**
 * {@link UpstreamOutputs}, and the same as plain values, for what decides what is made: those of the layer's last
 * deployment, or in a preview of both layers those that it will have.
 */
export type Upstream<Name extends LayerName> = UpstreamOutputs<Name> & { readonly lastDeployed: Contract<Name> };

/** {@link Upstream}, for a contract that is no layer's own. */
export interface ReadOutputs {
  readonly [output: string]: unknown;
  readonly lastDeployed: Readonly<Record<string, unknown>>;
}

/**
 * Reads another layer's outputs and holds them against its contract. They come from whoever runs the program, if it
 * knows them, and else through a StackReference. Reading a plain one needs no key of the upstream's secrets.
 * @throws StrataError UPSTREAM_NOT_DEPLOYED where the stack does not exist or has no outputs; CONTRACT_BROKEN naming
 *   each output that is missing or of another shape, and in a deploy each that is no real value
 */
export async function readUpstream<Name extends LayerName>(
  consumer: LayerName,
  name: Name,
  environment: string,
): Promise<Upstream<Name>> {
  return conforming<Upstream<Name>>(await readOutputs({ consumer, name, environment }, CONTRACTS[name]));
}

/** Who reads whose outputs. */
export interface Reading {
  readonly consumer: LayerName;
  readonly name: LayerName;
  readonly environment: string;
}

/** {@link readUpstream}, with any contract. */
export async function readOutputs(reading: Reading, contract: z.ZodObject): Promise<ReadOutputs> {
  const { consumer, name, environment } = reading;
  const stack = `${pulumi.getOrganization()}/${name}/${environment}`;
  const carrier = currentCarrier();
  const given = carrier?.given(name);
  const outputs = given?.outputs ?? (await readStack(stack, reading));
  if (given !== undefined) checkGiven(given, reading);
  const broken = contractProblems(contract, outputs);
  if (broken.length > 0) throw contractBroken(reading, broken);

  const values = valuesOf(stack, given, reading);
  const plain: Record<string, unknown> = {};
  const result = { lastDeployed: plain };
  for (const key of Object.keys(contract.shape)) {
    const value = outputs[key];
    const state = holds(value, UNKNOWN) ? "unknown" : (given?.state ?? "deployed");
    const noted = (get: () => unknown) => ({
      enumerable: true,
      get: () => {
        carrier?.noteRead({ upstream: name, output: key, state });
        return get();
      },
    });
    Object.defineProperty(
      result,
      key,
      noted(() => values(key, value)),
    );
    const place = { upstream: name, environment, consumer, path: key };
    const read = given === undefined ? () => value : () => toPlain(value, place);
    Object.defineProperty(plain, key, noted(read));
  }
  return result;
}

/** The outputs by name, each made once. A deployed secret and what nobody gave come through a StackReference. */
function valuesOf(stack: string, given: GivenOutputs | undefined, reading: Reading) {
  let reference: pulumi.StackReference | undefined;
  const referred = (key: string) => {
    reference ??= new pulumi.StackReference(reading.name, { name: stack });
    return reference.getOutput(key);
  };
  const made = new Map<string, pulumi.Output<unknown>>();
  return (key: string, value: unknown): pulumi.Output<unknown> => {
    const make = () => {
      if (given === undefined) return referred(key);
      if (given.state === "planned" || !holds(value, MASK)) return toOutput(value);
      return referred(key).apply((secret: unknown) => checkSecret(value, key, secret, reading));
    };
    const output = made.get(key) ?? make();
    made.set(key, output);
    return output;
  };
}

/** Refuses a secret whose key is not here. */
function checkSecret(shown: unknown, key: string, secret: unknown, { name, environment }: Reading): unknown {
  if (!isElided(shown, secret)) return secret;
  throw new StrataError("CONTRACT_BROKEN", `the secret ${key} of ${name} in ${environment} cannot be read here`, {
    hint: `set PULUMI_CONFIG_PASSPHRASE (or the cloud key) with which ${name} was deployed, then run this again`,
    fault: "environment",
  });
}

/**
 * Whether the engine has put an empty object in a secret's place: it does so, and says no word, where it does not have the
 * key. Source: github.com/pulumi/pulumi, pkg/backend/secrets.go, onDecryptError.
 */
function isElided(shown: unknown, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (shown === MASK) return Object.keys(value).length === 0;
  if (typeof shown !== "object" || shown === null) return false;
  return Object.entries(shown).some(([key, inner]) => isElided(inner, Reflect.get(value, key)));
}

/** Refuses what a program must not take for a deployed value. */
function checkGiven({ state, outputs }: GivenOutputs, reading: Reading): void {
  const { name, environment } = reading;
  if (state === "deployed" && Object.keys(outputs).length === 0) {
    throw notDeployed(`${name} of ${environment} has no outputs: no deploy of it has ended`, reading);
  }
  if (pulumi.runtime.isDryRun()) return;
  const unreal = Object.keys(outputs).filter((key) => state === "planned" || holds(outputs[key], UNKNOWN));
  if (unreal.length > 0) {
    throw contractBroken(
      reading,
      unreal.map((key) => `${key}: a deploy takes nothing that is only planned`),
    );
  }
}

async function readStack(stack: string, reading: Reading): Promise<Readonly<Record<string, unknown>>> {
  const message = `${reading.name} has no deployed stack ${reading.environment}`;
  const answer: unknown = await pulumi.runtime
    .invoke("pulumi:pulumi:readStackOutputs", { name: stack }, { async: true })
    .catch((cause: unknown) => {
      throw notDeployed(message, reading, cause);
    });
  const outputs = asTree(valueAt(answer, ["outputs"]));
  if (Object.keys(outputs).length === 0) throw notDeployed(message, reading);
  return outputs;
}

function notDeployed(message: string, { name, environment }: Reading, cause?: unknown): StrataError {
  const hint = `nx deploy ${name} -c ${environment}`;
  return new StrataError("UPSTREAM_NOT_DEPLOYED", message, { hint, fault: "user", cause });
}

function contractBroken({ consumer, name, environment }: Reading, lines: readonly string[]): StrataError {
  const text = lines.map((line) => `  ${line}`).join("\n");
  return new StrataError("CONTRACT_BROKEN", `${name} of ${environment} breaks its contract with ${consumer}\n${text}`, {
    hint: `nx deploy ${name} -c ${environment}`,
    fault: "environment",
  });
}

/** The one place where a value takes the type of a contract: it has been held against that contract. */
function conforming<Shape>(value: object): Shape;
function conforming(value: object): object {
  return value;
}
