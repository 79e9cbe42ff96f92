import type { LayerName } from "@strata/shared-config";

/** Raised when the shape of a report changes in a way that its readers would notice. */
export const DRIFT_VERSION = 1;

/** One property of a real resource that is not what the state says, or a whole resource that is gone. */
export interface DriftRow {
  readonly urn: string;
  readonly type: string;
  /** The resource's logical name. */
  readonly name: string;
  readonly id: string;
  readonly change: "changed" | "deleted";
  /** Its path: `tags["Owner"]`, `ingress[0].fromPort`; null for a resource that is gone. */
  readonly property: string | null;
  /** Null where there is none. A secret is `[secret]` on both sides. */
  readonly state: unknown;
  readonly real: unknown;
}

/** A difference that is no drift, and what is behind it. */
export interface MovedRow extends DriftRow {
  /** What moves the property by itself. */
  readonly by: string;
  /** Where that is written. */
  readonly source: string;
}

/** How a layer's resources stand to its state. */
export interface LayerDrift {
  readonly layer: LayerName;
  /** Absent: never deployed. Skipped: somebody is at work on it, so a difference means nothing. */
  readonly status: "none" | "drift" | "absent" | "skipped" | "failed";
  /** Why it was skipped or could not be read; null otherwise. */
  readonly reason: string | null;
  /** The failure's code and next step, for one that Strata knows. */
  readonly error: { readonly code: string; readonly hint: string } | null;
  /** How many resources were compared. */
  readonly resources: number;
  readonly rows: readonly DriftRow[];
  /** What a schedule or an autoscaler moved. */
  readonly moved: readonly MovedRow[];
}

/** How an environment's real resources stand to what is known of them. */
export interface DriftReport {
  readonly version: typeof DRIFT_VERSION;
  readonly environment: string;
  readonly checkedAt: string;
  /** The worst of the layers: failed, drift, skipped, none. */
  readonly status: "none" | "drift" | "skipped" | "failed";
  /** In the order of a deploy. */
  readonly layers: readonly LayerDrift[];
}

/** What a report comes to. */
export function overallDrift(layers: readonly LayerDrift[]): DriftReport["status"] {
  const order = ["failed", "drift", "skipped"] as const;
  return order.find((wanted) => layers.some(({ status }) => status === wanted)) ?? "none";
}
