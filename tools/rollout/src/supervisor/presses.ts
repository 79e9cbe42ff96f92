const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * Signals that come this soon after the first one are the same press of Ctrl-C. The terminal sends SIGINT to everybody
 * in it; npm, pnpm and Nx pass on what they got, Nx as SIGTERM and up to twice: tried with Nx 23.3.1, within 35 ms. On a
 * machine that is busy it takes longer, and a press counted twice would break off running steps; one counted too few
 * costs a second press.
 */
const SAME_PRESS_MS = 1000;

/**
 * Runs `body` while each press of Ctrl-C, and each SIGTERM, is told to `onPress` by its signal's name. Afterwards the
 * process listens to signals as before: Nx ends a batch's process with SIGTERM, and waits 5 s for one that ignores it.
 *
 * @param now a clock in milliseconds
 */
export async function withPresses<Result>(
  onPress: (signal: NodeJS.Signals) => void,
  body: () => Promise<Result>,
  now: () => number = () => performance.now(),
): Promise<Result> {
  let pressed = Number.NEGATIVE_INFINITY;
  const take = (signal: NodeJS.Signals) => {
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
