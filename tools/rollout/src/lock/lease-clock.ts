import { setTimeout as delay } from "node:timers/promises";

/** Time as a lease needs it. Only ever compared with itself: never with a clock of another machine. */
export interface LeaseClock {
  /** Milliseconds from any start; it never goes back. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Calls again and again until the returned function is called. Must not keep the process alive. */
  readonly every: (milliseconds: number, call: () => void) => () => void;
}

/** How a lease is timed, in milliseconds. */
export interface LeaseTimings {
  /** From one sign of life of an owner to the next. */
  readonly beat: number;
  /** How long an owner may stay silent before a contender takes it for dead, on the contender's clock. */
  readonly lease: number;
  /** From one look of a contender to the next. */
  readonly poll: number;
}

/** Six missed signs make an owner dead: one lost request, or a pause of the machine, makes none. */
export const LEASE_TIMINGS: LeaseTimings = { beat: 5_000, lease: 30_000, poll: 1_000 };

/** This process's own clock, which no change of the date moves. */
export const machineClock: LeaseClock = {
  now: () => performance.now(),
  sleep: (milliseconds) => delay(milliseconds),
  every: (milliseconds, call) => {
    const timer = setInterval(call, milliseconds).unref();
    return () => clearInterval(timer);
  },
};
