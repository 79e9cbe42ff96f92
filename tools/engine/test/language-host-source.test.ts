import { describe, expect, it } from "vitest";
import { AttemptFailed } from "../src/install/attempt.ts";
import { dialDirectly } from "../src/install/language-host-source.ts";

const CALL =
  'go host.execNodejs(ctx, req, nodeBin,\n\t\tfmt.Sprintf("127.0.0.1:%d", handle.Port), pipes.directory())\n';

describe("dialDirectly", () => {
  it("hands the program the engine's own address in place of the proxy's", () => {
    expect(dialDirectly(CALL)).toBe(
      "go host.execNodejs(ctx, req, nodeBin,\n\t\treq.GetMonitorAddress(), pipes.directory())\n",
    );
  });

  it("refuses a source that it was not made for, in which the place is missing or there twice", () => {
    expect(() => dialDirectly("package main\n")).toThrow(AttemptFailed);
    expect(() => dialDirectly(CALL + CALL)).toThrow(AttemptFailed);
  });
});
