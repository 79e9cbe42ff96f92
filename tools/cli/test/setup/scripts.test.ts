import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { strata } from "../run.ts";

it("PROL-088, PROL-089: package.json has the scripts setup and deploy, and each is a command that exists", async () => {
  const { scripts } = JSON.parse(readFileSync(join(import.meta.dirname, "../../../../package.json"), "utf8"));
  expect(scripts).toMatchObject({ setup: "strata setup", deploy: "strata push" });
  for (const command of ["setup", "push"])
    expect(await strata(command, "--help")).toMatchObject({
      code: 0,
      out: expect.stringContaining(`strata ${command}`),
    });
});
