import { StrataError } from "@strata/shared-config";
import { describe, expect, it } from "vitest";
import { RunLog } from "../src/run/run-log.ts";

describe("the error of a program", () => {
  it("keeps its own words, though the SDK goes on to write before them at each level that it passes", () => {
    const log = new RunLog(() => undefined);
    const error = new StrataError("CONTRACT_BROKEN", "no group", { hint: "none", fault: "user" });
    log.takeProgramError(error);
    error.message = `error serializing property "outputs": error serializing property "arn": ${error.message}`;
    expect(log.programError?.message).toBe("no group");
  });
});
