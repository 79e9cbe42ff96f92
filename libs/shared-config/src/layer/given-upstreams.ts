import { AsyncLocalStorage } from "node:async_hooks";
import type { LayerName } from "../layers.ts";

/**
 * What a layer's outputs are for those that consume them: JSON, in which `UNKNOWN` stands for what only a deploy can tell,
 * and `[secret]` or a SecretValue for a secret.
 */
export interface GivenOutputs {
  /** Deployed: what the last deploy left. Planned: what the same preview says there will be. */
  readonly state: "deployed" | "planned";
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** An output of an upstream that a program read, and where its value came from. */
export interface ConsumedOutput {
  readonly upstream: LayerName;
  readonly output: string;
  readonly state: "deployed" | "planned" | "unknown";
}

/** What a tool that runs a layer's program in its own process knows of the upstreams, and wants to know of the program. */
export interface ProgramCarrier {
  /** An upstream's outputs; undefined where the engine is to be asked. */
  readonly given: (upstream: LayerName) => GivenOutputs | undefined;
  /** Called at each look at an output. */
  readonly noteRead: (read: ConsumedOutput) => void;
  /** Called at each look at a value of the environment; see watchReads. */
  readonly noteSetting: (path: readonly string[]) => void;
  /** Called with what a hook of the program throws: the engine passes its text on, and no more. */
  readonly noteError: (error: unknown) => void;
}

const carriers = new AsyncLocalStorage<ProgramCarrier>();

/** Runs a program that reads its upstreams from a carrier. Programs side by side have each its own. */
export function withUpstreams<T>(carrier: ProgramCarrier, program: () => T): T {
  return carriers.run(carrier, program);
}

/** The carrier of the program that runs; undefined under `pulumi up` by hand. */
export function currentCarrier(): ProgramCarrier | undefined {
  return carriers.getStore();
}
