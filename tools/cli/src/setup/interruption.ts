import { EXIT } from "../context.ts";

/** Watches for the signals that end a command. */
export interface Interruption {
  readonly signal: AbortSignal;
  readonly end: () => void;
}

/**
 * From now on a first SIGINT or SIGTERM asks for an end at the next safe point, and a second one ends the process at once:
 * whatever it was doing is found half done by the next run, which goes on there.
 *
 * @param onFirst told of the first one
 */
export function watchInterruption(onFirst: () => void): Interruption {
  const stop = new AbortController();
  const onSignal = () => {
    if (stop.signal.aborted) process.exit(EXIT.interrupted);
    onFirst();
    stop.abort();
  };
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  return {
    signal: stop.signal,
    end: () => void process.off("SIGINT", onSignal).off("SIGTERM", onSignal),
  };
}
