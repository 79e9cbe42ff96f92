import type { StateStore } from "@strata/engine";
import type { LayerName } from "@strata/shared-config";
import type { RolloutRecord } from "../record.ts";
import type { Fingerprint } from "./makings.ts";

/** Raised when the shape of a memory changes: one of another version is as none. */
const MEMORY_VERSION = 1;

/** What is known of a layer in an environment. It lies beside the stack's state, so whoever shares that shares it too. */
export interface LayerMemory {
  readonly version: typeof MEMORY_VERSION;
  /** The deploy or destroy that has not succeeded: it failed, runs, or died. Null after a success. */
  readonly attempt: Attempt | null;
  /** Null before the first one. */
  readonly success: Success | null;
}

/** A run of a layer that came to no good end yet. */
export interface Attempt {
  readonly operation: "deploy" | "destroy";
  /** Running also says one that died: nobody was left to say more. */
  readonly status: "running" | "failed";
  /** The id of its rollout, and when the layer started or failed, ISO 8601 in UTC. */
  readonly run: string;
  readonly at: string;
}

/** A layer's last deploy that ended well, or a later one that found nothing changed since. */
export interface Success {
  readonly run: string;
  readonly at: string;
  readonly commit: RolloutRecord["commit"];
  /** The newest commit without further changes from which the layer was deployed. */
  readonly cleanCommit: string | null;
  /** Of the state right after it: any other run on the stack changes that. */
  readonly digest: string;
  /** Resources in the state, without the stack and its providers. */
  readonly resources: number;
  readonly fingerprint: Fingerprint;
  readonly consumed: readonly ConsumedValue[];
  /** Whether it may have read any output of its upstreams: its program did not say which. */
  readonly consumesAll: boolean;
}

/** An output of an upstream as the layer consumed it. */
export interface ConsumedValue {
  readonly upstream: LayerName;
  readonly output: string;
  /** Null for one that was not there. */
  readonly hash: string | null;
}

const EMPTY_MEMORY: LayerMemory = { version: MEMORY_VERSION, attempt: null, success: null };

/** The memories of an environment's layers. */
export class LayerMemories {
  readonly #store: StateStore;
  readonly #environment: string;

  constructor(store: StateStore, environment: string) {
    this.#store = store;
    this.#environment = environment;
  }

  /** What is known of a layer. One that cannot be read, or of another version, is as none: then everything runs. */
  async read(layer: LayerName): Promise<LayerMemory> {
    const text = await this.#store.read(this.#key(layer));
    if (text === undefined) return EMPTY_MEMORY;
    try {
      const memory: LayerMemory = JSON.parse(text);
      return memory.version === MEMORY_VERSION ? memory : EMPTY_MEMORY;
    } catch (error) {
      if (error instanceof SyntaxError) return EMPTY_MEMORY;
      throw error;
    }
  }

  /** Notes news of a layer. Throws STATE_UNWRITABLE or DISK_FULL. */
  async note(layer: LayerName, news: Partial<Omit<LayerMemory, "version">>): Promise<void> {
    const memory = { ...(await this.read(layer)), ...news };
    await this.#store.write(this.#key(layer), `${JSON.stringify(memory)}\n`);
  }

  /** Forgets a layer. Throws STATE_UNWRITABLE. */
  async forget(layer: LayerName): Promise<void> {
    await this.#store.remove(this.#key(layer));
  }

  #key(layer: LayerName): string {
    return `.strata/layers/${this.#environment}/${layer}.json`;
  }
}
