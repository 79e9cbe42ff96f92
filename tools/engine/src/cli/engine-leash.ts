import type { ChildProcess } from "node:child_process";

/**
 * How hard an engine is asked to end. 1: running steps end and no other begins; 2: running steps are broken off;
 * 3: the process is killed. Running steps that are broken off or killed leave pending operations in the state.
 */
export type PullLevel = 1 | 2 | 3;

/** The kernel keeps one pending signal of a kind: two SIGINT at once would be one. */
const BETWEEN_SIGNALS_MS = 250;

/** The CLI's subcommands that run an engine. All others are short, and only a kill breaks them off. */
const OPERATIONS = ["up", "preview", "refresh", "destroy"];

/** Asks the CLI's process of one layer's run to end. It runs one at a time. */
export class EngineLeash {
  #level: 0 | PullLevel = 0;
  #child: ChildProcess | undefined;
  #isOperation = false;
  /** Whether the engine has said something. Until then it may hold its lock already, and no signal reaches it yet. */
  #listens = false;
  /** How many SIGINT it was sent. The first one cancels, the second one terminates. */
  #sent = 0;
  #nextSignal: NodeJS.Timeout | undefined;

  /** How hard it was asked to end; 0 for not at all. */
  get level(): 0 | PullLevel {
    return this.#level;
  }

  /** Asks for the end. Lower levels than the one before change nothing. */
  pull(level: PullLevel): void {
    if (level <= this.#level) return;
    this.#level = level;
    if (level === 3) this.#kill();
    else this.#signal();
  }

  /** The engine has said something. */
  readonly heard = (): void => {
    this.#listens = true;
    this.#signal();
  };

  /** Whether a subcommand may still start: an operation until anything was asked, anything else until the kill. */
  mayStart(args: readonly string[]): boolean {
    return isOperation(args) ? this.#level === 0 : this.#level < 3;
  }

  /** Takes a process that has started, until it ends. */
  hold(child: ChildProcess, args: readonly string[]): void {
    this.#child = child;
    this.#isOperation = isOperation(args);
    this.#listens = false;
    this.#sent = 0;
    child.once("exit", () => {
      clearTimeout(this.#nextSignal);
      this.#nextSignal = undefined;
      this.#child = undefined;
    });
  }

  #signal(): void {
    const wanted = Math.min(this.#level, 2);
    if (this.#sent >= wanted || !this.#listens || !this.#isOperation || this.#nextSignal !== undefined) return;
    if (this.#child === undefined) return;
    this.#child.kill("SIGINT");
    this.#sent += 1;
    this.#nextSignal = setTimeout(() => {
      this.#nextSignal = undefined;
      this.#signal();
    }, BETWEEN_SIGNALS_MS);
  }

  #kill(): void {
    this.#child?.kill("SIGKILL");
  }
}

function isOperation(args: readonly string[]): boolean {
  return OPERATIONS.includes(args[0] ?? "");
}
