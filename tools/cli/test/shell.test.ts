import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { exportLines } from "../src/shell.ts";

/** The variables as a real shell has them after it evaluated the lines. */
const evaluated = (lines: readonly string[], name: string) =>
  execFileSync("sh", ["-c", `eval "$LINES_TO_EVALUATE"; printf %s "$${name}"`], {
    env: { PATH: "/usr/bin:/bin", LINES_TO_EVALUATE: lines.join("\n") },
    encoding: "utf8",
  });

it.each(["plain", "with a space", "it's", "$(touch /tmp/never)", "`id`", '"double"', "two\nlines", ""])(
  "hands a shell the value %j as it is",
  (value) => {
    expect(evaluated(exportLines({ VALUE: value }, []), "VALUE")).toBe(value);
  },
);

it("puts the tools first on PATH and keeps what was there", () => {
  expect(evaluated(exportLines({}, ["/a tool/bin", "/b"]), "PATH")).toBe("/a tool/bin:/b:/usr/bin:/bin");
});
