import type { PullLevel } from "@strata/engine";

/** Node takes a longer wait for none at all. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * Measures how long an engine says nothing. After the limit it asks for the first level, and for each further one after
 * another wait: an engine that hangs at a provider does not end by being asked.
 */
export class SilenceClock {
  readonly #limitMs: number;
  readonly #waitMs: number;
  readonly #pull: (level: PullLevel) => void;
  #timer: NodeJS.Timeout | undefined;
  #level: 0 | PullLevel = 0;

  /** @param limit in seconds @param wait between two levels, in seconds */
  constructor(limit: number, wait: number, pull: (level: PullLevel) => void) {
    this.#limitMs = Math.min(limit * 1000, LONGEST_MS);
    this.#waitMs = Math.min(wait * 1000, LONGEST_MS);
    this.#pull = pull;
    this.heard();
  }

  /** The engine has said something. Once the limit was reached, that changes nothing. */
  heard(): void {
    if (this.#level === 0) this.#wait(this.#limitMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #wait(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#next(), milliseconds);
  }

  #next(): void {
    if (this.#level === 3) return;
    const level = ([1, 2, 3] as const)[this.#level];
    this.#level = level;
    this.#pull(level);
    this.#wait(this.#waitMs);
  }
}
