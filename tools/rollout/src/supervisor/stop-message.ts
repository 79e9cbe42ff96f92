import type { PullLevel } from "@strata/engine";

/**
 * What a step up the ladder of a stop means to whoever watches, in one line. It names what works even when the command
 * that started the rollout has ended: Nx ends 5 s after a signal, whatever still runs.
 *
 * @param reason what asked for it @param environment of the rollout
 */
export function stopMessage(level: PullLevel, reason: string, environment: string): string {
  const harder = `kill -INT ${process.pid}`;
  const watch = `strata attach ${environment}`;
  if (level === 1)
    return `${reason}: no further layer starts, running steps end; watch: ${watch}; break off: ${harder}`;
  if (level === 2) return `${reason}: running steps are broken off; watch: ${watch}; kill the engines: ${harder}`;
  return `${reason}: the engines are killed`;
}
