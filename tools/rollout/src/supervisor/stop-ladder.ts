/**
 * How a rollout is stopped, step by step. Each press of Ctrl-C (or SIGTERM) is one step up:
 *
 * 1. no further layer starts, and each running engine ends its running steps;
 * 2. the engines break off their running steps;
 * 3. the engines are killed.
 */
import type { PullLevel } from "@strata/engine";

/** Tells everybody who runs something how far the stop has come. */
export class StopLadder {
  readonly #abort = new AbortController();
  readonly #followers = new Set<(level: PullLevel) => void>();
  #level: 0 | PullLevel = 0;

  /** Aborted by the first step; its reason is the first one's. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get level(): 0 | PullLevel {
    return this.#level;
  }

  /** One step up. @param reason what asked for it: a signal's name, or a sentence */
  climb(reason: string): void {
    if (this.#level === 3) return;
    const next = ([1, 2, 3] as const)[this.#level];
    this.#level = next;
    if (next === 1) this.#abort.abort(reason);
    for (const follower of [...this.#followers]) follower(next);
  }

  /** The first step, unless it was taken: for what asks for an end and cannot ask for a faster one. */
  begin(reason: string): void {
    if (this.#level === 0) this.climb(reason);
  }

  /** Calls `follower` at each step, and at once if there was one. Gives what ends that. */
  follow(follower: (level: PullLevel) => void): () => void {
    this.#followers.add(follower);
    if (this.#level !== 0) follower(this.#level);
    return () => void this.#followers.delete(follower);
  }
}
