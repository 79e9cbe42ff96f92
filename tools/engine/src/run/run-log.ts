import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { StrataError } from "@strata/shared-config";
import { readPolicyEvent } from "../policies/policy-event.ts";
import { type Diagnostic, distinct, readDiagnostic } from "./diagnostics.ts";
import { EventTally } from "./events.ts";

const SEEN_BY_READERS: readonly string[] = ["info", "info#err", "warning", "error"];

/** What Pulumi's SDK writes before the message of an error that an output was rejected with, once for each level. */
const SERIALIZING = /^(error serializing property "[^"]*": )+/;

/** Everything that one run says: the engine's events and standard error, and the errors of the program. */
export class RunLog {
  readonly tally = new EventTally();
  /** What the CLI wrote to its standard error so far. */
  stderr = "";
  readonly #diagnostics: Diagnostic[] = [];
  readonly #onEvent: (event: EngineEvent) => void;
  readonly #violations: string[] = [];
  #programError: StrataError | undefined;

  constructor(onEvent: (event: EngineEvent) => void) {
    this.#onEvent = onEvent;
  }

  /** Takes an event of the engine, and passes it on unless nobody is to read it. */
  readonly takeEvent = (event: EngineEvent): void => {
    this.tally.add(event);
    const judged = readPolicyEvent(event);
    if (judged?.severity === "error") this.#violations.push(judged.message);
    else if (judged !== undefined) this.#diagnostics.push(judged);
    const said = event.diagnosticEvent;
    if (said !== undefined) {
      if (!SEEN_BY_READERS.includes(said.severity) || this.#isProgramError(said.message)) return;
      const diagnostic = readDiagnostic(said);
      if (diagnostic !== undefined) this.#diagnostics.push(diagnostic);
    }
    this.#onEvent(event);
  };

  readonly takeStderr = (text: string): void => {
    this.stderr += text;
  };

  /** Takes an error of the program; the first of ours, at any depth of causes, is what the run will throw. */
  readonly takeProgramError = (error: unknown): void => {
    this.#programError ??= strataErrorIn(error);
  };

  /** The first error of ours that the program threw, in its own words: the SDK goes on to write before its message. */
  get programError(): StrataError | undefined {
    const error = this.#programError;
    if (error !== undefined) error.message = error.message.replace(SERIALIZING, "");
    return error;
  }

  /** Warnings and errors, each once. */
  get diagnostics(): string[] {
    return distinct(this.#diagnostics.filter(({ severity }) => severity !== "info").map(({ message }) => message));
  }

  /** What the program wants to be known, such as that it left something out; each once. */
  get notes(): string[] {
    return distinct(this.#diagnostics.filter(({ severity }) => severity === "info").map(({ message }) => message));
  }

  /** What mandatory policies refused, one text each. */
  get violations(): readonly string[] {
    return this.#violations;
  }

  /** The errors alone, each once. */
  get errors(): string[] {
    return distinct(this.#diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message));
  }

  /** The engine repeats the program's error; whoever gets that error does not need it a second time. */
  #isProgramError(message: string): boolean {
    return this.programError !== undefined && message.includes(this.programError.message);
  }
}

function strataErrorIn(error: unknown): StrataError | undefined {
  if (error instanceof StrataError) return error;
  return error instanceof Error && error.cause !== undefined ? strataErrorIn(error.cause) : undefined;
}
