import { expect, it } from "vitest";
import { StopLadder } from "../../src/supervisor/stop-ladder.ts";

const followed = (ladder: StopLadder) => {
  const levels: number[] = [];
  const unfollow = ladder.follow((level) => levels.push(level));
  return { levels, unfollow };
};

it("goes up one step a press, to the third, and keeps the first one's reason", () => {
  const ladder = new StopLadder();
  const { levels } = followed(ladder);
  for (const reason of ["SIGINT", "SIGTERM", "SIGINT", "SIGINT"]) ladder.climb(reason);
  expect(levels).toEqual([1, 2, 3]);
  expect(ladder.signal).toMatchObject({ aborted: true, reason: "SIGINT" });
});

it("takes the end of the command for the first step, and for nothing after a press", () => {
  const left = new StopLadder();
  left.begin("the command that started it ended");
  expect(left.level).toBe(1);
  const pressed = new StopLadder();
  pressed.climb("SIGINT");
  pressed.begin("the command that started it ended");
  expect(pressed.level).toBe(1);
});

it("tells whoever comes late how far it has come, and nobody who has left", () => {
  const ladder = new StopLadder();
  const early = followed(ladder);
  ladder.climb("SIGINT");
  early.unfollow();
  ladder.climb("SIGINT");
  expect([early.levels, followed(ladder).levels]).toEqual([[1], [2]]);
});
