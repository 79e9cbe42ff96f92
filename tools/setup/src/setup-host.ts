import type { Change } from "./steps/step.ts";

/** What happens in a set-up. */
export type SetupEvent =
  | { readonly code: "step-started"; readonly data: { readonly step: string; readonly title: string } }
  | { readonly code: "step-planned"; readonly data: { readonly step: string; readonly changes: readonly Change[] } }
  | { readonly code: "step-finished"; readonly data: { readonly step: string; readonly changed: boolean } }
  /** It could not be done, or the set-up was stopped in it. What it did until then stays, and is found the next time. */
  | { readonly code: "step-failed"; readonly data: { readonly step: string; readonly stopped: boolean } }
  /** Something takes its time: what, and what it waits for. Told again with every look. */
  | { readonly code: "waiting"; readonly data: { readonly step: string; readonly message: string } }
  /** Something to read: a name server to enter at a registrar, a warning. */
  | { readonly code: "note"; readonly data: { readonly step: string; readonly message: string } };

/** Who runs a set-up: told of what happens, and asked for the time. */
export interface SetupHost {
  readonly notify: (event: SetupEvent) => void;
  readonly now: () => Date;
  /** Waits; a test's host does not. Rejects when the set-up is stopped. */
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly signal: AbortSignal;
}
