/** Aborted by a SIGINT or SIGTERM of this process from now on, its name as the reason: for a command that only looks. */
export function stopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, () => stop.abort(name));
  return stop.signal;
}
