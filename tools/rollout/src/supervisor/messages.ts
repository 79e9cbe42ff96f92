/*
 * What a supervisor and the command that started it say to each other, over the channel that Node opens between a process
 * and its child. When that channel closes, the other one has ended: no process has to be asked whether it still runs.
 */
import { type ErrorCode, type Fault, StrataError } from "@strata/shared-config";
import type { RolloutRecord } from "../record.ts";
import type { RolloutEvent, RolloutRequest } from "../request.ts";

/** What a command says to its supervisor. */
export type Order =
  /** Comes first, and once. `log` is the file that the supervisor writes to. */
  | { readonly code: "run"; readonly request: RolloutRequest; readonly log: string }
  /** One press of Ctrl-C, or a signal. */
  | { readonly code: "stop"; readonly reason: string };

/** What a supervisor says to its command. */
export type Report =
  | { readonly code: "event"; readonly event: RolloutEvent }
  | { readonly code: "ended"; readonly record: RolloutRecord }
  /** Nothing was changed, or the record could not be written. */
  | { readonly code: "failed"; readonly error: ErrorText };

/** An error as text. */
export interface ErrorText {
  readonly message: string;
  /** Where it was thrown; told of an error that Strata does not know. */
  readonly stack: string;
  /** What only an error of ours says. */
  readonly known: { readonly code: ErrorCode; readonly hint: string; readonly fault: Fault } | null;
}

/** Whether something that came over the channel is an order. */
export function isOrder(message: unknown): message is Order {
  return hasCode(message) && (message.code === "run" || message.code === "stop");
}

/** Whether something that came over the channel is a report. */
export function isReport(message: unknown): message is Report {
  return hasCode(message) && ["event", "ended", "failed"].includes(String(message.code));
}

/** An error for the channel. */
export function textOfError(error: unknown): ErrorText {
  if (error instanceof StrataError) {
    const { message, code, hint, fault } = error;
    return { message, stack: "", known: { code, hint, fault } };
  }
  if (error instanceof Error) return { message: error.message, stack: error.stack ?? error.message, known: null };
  return { message: String(error), stack: String(error), known: null };
}

/** The error that a text is of: ours is ours again, any other one prints as it did where it was thrown. */
export function errorOfText({ message, stack, known }: ErrorText): Error {
  if (known !== null) return new StrataError(known.code, message, known);
  return Object.assign(new Error(message), { stack });
}

function hasCode(message: unknown): message is { readonly code: unknown } {
  return typeof message === "object" && message !== null && "code" in message;
}
