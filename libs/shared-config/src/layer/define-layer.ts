import * as pulumi from "@pulumi/pulumi";
import { openSdkFacts } from "@strata/sdk-facts";
import { CONTRACTS, type Contract } from "../contracts/index.ts";
import { describeError, StrataError } from "../errors.ts";
import type { LayerName } from "../layers.ts";
import { loadEnvironment, type Overrides } from "../load/load.ts";
import { didYouMean } from "../nearest.ts";
import { checkRehearsal } from "../rehearsal-safety.ts";
import type { Environment } from "../resolve.ts";
import { findRoot } from "../root.ts";
import { giveAwsDefaults } from "./aws-defaults.ts";
import { furtherOutputs } from "./further-outputs.ts";
import { currentCarrier } from "./given-upstreams.ts";
import { isSecretPath, MAYBE_SECRET_PATHS, SECRET_PATTERNS, type SecretPath } from "./secret-paths.ts";
import { readOptionalSecret, readSecret } from "./secrets.ts";
import { readUpstream, type Upstream } from "./upstream.ts";
import { watchReads } from "./watch-reads.ts";

/** What a layer's program is given. */
export interface Layer {
  /** The environment that this stack is a part of. */
  readonly environment: Environment;
  /** Another layer's outputs. The name is a literal: the graph of the layers is read from it. */
  readonly upstream: <Name extends LayerName>(name: Name) => Promise<Upstream<Name>>;
  /** A secret of the stack's config. */
  readonly secret: (path: SecretPath) => pulumi.Output<string>;
  /** A secret of the stack's config, or undefined where nobody has set it. */
  readonly optionalSecret: (path: SecretPath) => pulumi.Output<string> | undefined;
}

/** `T`, or anything that Pulumi can turn into it. */
export type Promised<T> =
  | pulumi.Input<T>
  | (T extends readonly (infer Item)[]
      ? readonly Promised<Item>[]
      : T extends object
        ? { readonly [Key in keyof T]: Promised<T[Key]> }
        : never);

/** The outputs that a layer's program returns: every key of its contract, or undefined where the contract allows it. */
export type LayerOutputs<Name extends LayerName> = {
  readonly [Key in keyof Contract<Name>]: Promised<Contract<Name>[Key]> | undefined;
};

/**
 * Makes a layer's program out of the function that builds it. The result is the default export of the layer's
 * index.ts: `pulumi up` in its folder and a tool in its own process both run it, and nothing happens on import.
 * @param name of the layer, and of its Pulumi project
 * @param build creates the resources and returns what the contract promises
 * @returns a function that resolves to the stack's outputs; it throws every StrataError of a wrong environment, a
 *   missing upstream or a broken contract
 */
export function defineLayer<Name extends LayerName>(
  name: Name,
  build: (layer: Layer) => Promise<LayerOutputs<Name>>,
): () => Promise<Record<string, unknown>> {
  return () => inPlainWords(() => run(name, build));
}

async function run<Name extends LayerName>(
  name: Name,
  build: (layer: Layer) => Promise<LayerOutputs<Name>>,
): Promise<Record<string, unknown>> {
  checkRehearsal(process.env);
  const root = findRoot(import.meta.dirname);
  if (root === undefined) throw outsideRepository();
  const stack = pulumi.getStack();
  const loaded = loadEnvironment(root, stack, stackOverrides());
  const carrier = currentCarrier();
  const environment = carrier === undefined ? loaded : watchReads(loaded, carrier.noteSetting);
  giveAwsDefaults(environment, name, openSdkFacts(import.meta.url));
  const outputs = await build({
    environment,
    upstream: (upstream) => readUpstream(name, upstream, stack),
    secret: (path) => readSecret({ layer: name, environment }, path),
    optionalSecret: (path) => readOptionalSecret({ layer: name, environment }, path),
  });
  // With nothing to make, a program would end before the engine has its transforms; the SDK then rejects with no reason.
  await pulumi.runtime.awaitStackRegistrations();
  return { ...kept(name, outputs), ...furtherOutputs(outputs, environment.outputs[name] ?? {}) };
}

/** A known error as Pulumi prints it by hand: its sentence and next step, no stack trace. The cause is the error itself. */
async function inPlainWords<T>(program: () => Promise<T>): Promise<T> {
  try {
    return await program();
  } catch (error) {
    if (!(error instanceof StrataError)) throw error;
    throw Object.assign(new pulumi.RunError(describeError(error)), { cause: error });
  }
}

/** The plain settings of the stack's config below `strata:`; a secret one must be known as such, and the reverse. */
function stackOverrides(): Overrides {
  const overrides: Record<string, string> = {};
  const config = pulumi.runtime.allConfig();
  for (const [key, value] of Object.entries(config)) {
    const path = key.startsWith("strata:") ? key.slice("strata:".length) : undefined;
    if (path === undefined) continue;
    const secret = isSecretInConfig(key);
    const known = isSecretPath(path);
    const either = MAYBE_SECRET_PATHS.includes(path);
    if (secret && !known && !either) {
      throw misplaced(path, `is no secret${didYouMean(path, SECRET_PATTERNS)}`, "without --secret");
    }
    if (known && !secret) throw misplaced(path, "stands in the stack's config as plain text", "with --secret");
    if (!known) overrides[path] = value;
  }
  return overrides;
}

/**
 * Whether a key of the config was set as a secret. The SDK alone knows: under the language host that stands in a variable of the
 * process, and of a program that a tool runs in its own process in the program's context. Source: @pulumi/pulumi, runtime/config,
 * where the function is internal and so has no type.
 */
function isSecretInConfig(key: string): boolean {
  const ask: unknown = Reflect.get(pulumi.runtime, "isConfigSecret");
  return typeof ask === "function" && ask(key) === true;
}

/** The outputs, each one held against its part of the contract as soon as it is known. */
function kept<Name extends LayerName>(name: Name, outputs: LayerOutputs<Name>): Record<string, unknown> {
  const shape: Readonly<Record<string, { safeParse: (value: unknown) => { success: boolean; error?: Error } }>> =
    CONTRACTS[name].shape;
  return Object.fromEntries(
    Object.entries(outputs).flatMap(([key, value]) => {
      if (value === undefined) return [];
      const checked = withCheck(value, (plain) => {
        const parsed = shape[key]?.safeParse(plain);
        if (parsed?.success === true) return;
        throw new StrataError(
          "CONTRACT_BROKEN",
          `${name} promises ${key}, but: ${parsed?.error?.message ?? "no such output"}`,
          {
            hint: `correct the outputs of stacks/${name}/index.ts`,
            fault: "strata",
          },
        );
      });
      return [[key, checked]];
    }),
  );
}

/**
 * A value that fails where a check of it throws. A preview knows some members of it and not others, and the result of an
 * `apply` would know none: what is passed on is the value itself.
 */
function withCheck(value: unknown, check: (plain: unknown) => void): pulumi.Output<unknown> {
  const plain: pulumi.Output<unknown> = pulumi.output(value);
  return pulumi.all([plain, plain.apply(check)])[0] ?? plain;
}

function misplaced(path: string, what: string, how: string): StrataError {
  return new StrataError("ENVIRONMENT_INVALID", `strata:${path} ${what}`, {
    hint: `pulumi config rm strata:${path}, then set it ${how}`,
    fault: "user",
  });
}

function outsideRepository(): StrataError {
  return new StrataError("ENVIRONMENT_INVALID", "there is no pnpm-workspace.yaml above this package", {
    hint: "run the layer from a clone of the repository",
    fault: "environment",
  });
}
