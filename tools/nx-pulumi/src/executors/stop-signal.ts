const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * Runs `body` with a signal that the first SIGINT or SIGTERM of this process aborts, its name as the reason. Afterwards
 * the process listens to signals as before: Nx ends a batch's process with SIGTERM, and waits 5 s for one that ignores it.
 */
export async function withStopSignal<Result>(body: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const stop = new AbortController();
  const abort = (name: NodeJS.Signals) => stop.abort(name);
  for (const name of SIGNALS) process.on(name, abort);
  try {
    return await body(stop.signal);
  } finally {
    for (const name of SIGNALS) process.off(name, abort);
  }
}
