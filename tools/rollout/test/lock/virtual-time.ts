import { setImmediate as turn } from "node:timers/promises";
import type { LeaseClock } from "../../src/lock/lease-clock.ts";

/** A time that goes on only when it is told to, and clocks that show it. */
export class VirtualTime {
  #now = 0;
  readonly #due: { readonly at: number; readonly call: () => void }[] = [];

  /** A clock that is ahead of this time, or behind it. */
  clock(ahead = 0): LeaseClock {
    return {
      now: () => this.#now + ahead,
      sleep: (milliseconds) => new Promise((resolve) => this.#at(this.#now + milliseconds, resolve)),
      every: (milliseconds, call) => {
        let stopped = false;
        const again = () => {
          if (stopped) return;
          call();
          this.#at(this.#now + milliseconds, again);
        };
        this.#at(this.#now + milliseconds, again);
        return () => {
          stopped = true;
        };
      },
    };
  }

  /** Lets so many milliseconds go by, and everything happen that is due in them. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await turn();
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#now = next.at;
      next.call();
      await turn();
    }
    this.#now = end;
    await turn();
  }

  #at(at: number, call: () => void): void {
    this.#due.push({ at, call });
  }

  #next(end: number) {
    this.#due.sort((a, b) => a.at - b.at);
    return (this.#due[0]?.at ?? Number.POSITIVE_INFINITY) <= end ? this.#due.shift() : undefined;
  }
}
