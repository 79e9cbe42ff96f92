import type { RolloutRecord } from "@strata/rollout";
import type { LayerName } from "@strata/shared-config";

/** A resource as a stack's state holds it. A secret value is the text `[secret]`. */
export interface Registered {
  readonly layer: LayerName;
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** The provider's id; empty for a component. */
  readonly id: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly protect: boolean;
}

/** Why a rollout did not begin. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** What deployments after the first one came to. */
export interface Repeats {
  /** Of every layer. */
  readonly again: RolloutRecord;
  /** Without what is unchanged. */
  readonly cut: RolloutRecord;
}

/** What became of an environment that was deployed, deployed again, refreshed and destroyed. */
export interface Life {
  /** Before anything is deployed; null where the environment is none of WATCHED. */
  readonly preview: RolloutRecord | null;
  readonly deploy: RolloutRecord;
  /** After the first deployment, by layer. */
  readonly stacks: Readonly<Partial<Record<LayerName, readonly Registered[]>>>;
  /** Deployments without a change; null for a scenario. */
  readonly repeats: Repeats | null;
  /** What the change of CHANGES came to, where there is one. */
  readonly change: RolloutRecord | null;
  /** After the deployments; null where the environment is none of WATCHED. */
  readonly refresh: RolloutRecord | null;
  /** What the first attempt to destroy it came to, where it was refused. */
  readonly refusal: Refusal | null;
  /** The deployment of data that lets protected stores go, where there was a refusal. */
  readonly unprotect: RolloutRecord | null;
  readonly destroy: RolloutRecord;
  /** Layers that still have a stack after the destruction. */
  readonly leftInState: readonly string[];
  /** URNs that are still in the simulated account after the destruction. */
  readonly leftInAccount: readonly string[];
}
