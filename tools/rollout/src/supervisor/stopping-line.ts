import type { RolloutEvent } from "../request.ts";

/** What a step up the ladder of a stop means, in one line for whoever watches. */
export function stoppingLine({
  level,
  reason,
  pid,
}: Extract<RolloutEvent, { code: "rollout-stopping" }>["data"]): string {
  const harder = `kill -INT ${pid}`;
  if (level === 1) return `${reason}: no further layer starts, and running steps end; to break them off: ${harder}`;
  if (level === 2) return `${reason}: running steps are broken off; to kill the engines: ${harder}`;
  return `${reason}: the engines are killed`;
}
