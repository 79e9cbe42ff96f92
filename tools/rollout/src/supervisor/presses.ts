import { appendFileSync } from "node:fs";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

export const SAME_PRESS_MS = 1000;

/**
 * Runs `body` while each press of Ctrl-C, and each SIGTERM, is told to `onPress` by its signal's name. Afterwards the
 * process listens to signals as before.
 */
export async function withPresses<Result>(
  onPress: (signal: NodeJS.Signals) => void,
  body: () => Promise<Result>,
  now: () => number = () => performance.now(),
): Promise<Result> {
  let pressed = Number.NEGATIVE_INFINITY;
  const take = (signal: NodeJS.Signals) => {
    if (process.env.STRATA_DEBUG_PRESS)
      appendFileSync(process.env.STRATA_DEBUG_PRESS, `${process.pid} ${signal} ${Date.now()}\n`);
    if (now() - pressed < SAME_PRESS_MS) return;
    pressed = now();
    onPress(signal);
  };
  for (const signal of SIGNALS) process.on(signal, take);
  try {
    return await body();
  } finally {
    for (const signal of SIGNALS) process.off(signal, take);
  }
}
