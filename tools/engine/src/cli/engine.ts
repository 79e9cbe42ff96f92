/** Where a CLI came from. `path`: a folder of PATH; `strata`: a place that the official tools look in. */
export type EngineSource = "path" | "strata" | "homebrew" | "download" | "built";

/** A Pulumi CLI of exactly the pinned version. */
export interface Engine {
  /** Without the leading `v`. */
  readonly version: string;
  /** Absolute path of the `pulumi` binary. */
  readonly command: string;
  readonly source: EngineSource;
}

/** Receives what an installation has to say; prints nothing itself. */
export interface InstallHost {
  /** A step begins: one sentence without a full stop. */
  readonly step: (what: string) => void;
  /** A way did not work, and the next one is tried: why. */
  readonly failed: (what: string) => void;
  /** How far a step is: `done` of `total` of `unit`, for example 512 of 1686 packages. */
  readonly progress: (what: string, done: number, total: number, unit: string) => void;
}
