import type { PullLevel } from "@strata/engine";

/**
 * What a step up the ladder of a stop means to whoever watches, in two lines. It names what works even when the command
 * that started the rollout has ended: Nx ends 5 s after a signal, whatever still runs.
 *
 * @param reason what asked for it @param environment of the rollout
 */
export function stopMessage(level: PullLevel, reason: string, environment: string): string {
  const next = (what: string) => `\n  watch: strata attach ${environment}; ${what}: kill -INT ${process.pid}`;
  if (level === 1) return `${reason}: no further layer starts, and running steps end first${next("break them off")}`;
  if (level === 2) return `${reason}: running steps are broken off${next("kill the engines")}`;
  return `${reason}: the engines are killed`;
}
