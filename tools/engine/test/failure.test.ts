import { describe, expect, it } from "vitest";
import { engineFailure, type FailedRun } from "../src/run/failure.ts";

const run: FailedRun = {
  place: { root: "/repo", layer: "data", environment: "threa-prod" },
  operation: "deploy",
  errors: [],
  stderr: "",
  stateAt: "/var/state",
  cause: new Error("exit 1"),
};

describe("the error for a run that the engine gave up", () => {
  it("names layer and environment, and says the engine's errors once", () => {
    const { code, message } = engineFailure({ ...run, errors: ["Db main: too small", "too small", "update failed"] });
    expect(code).toBe("ENGINE_FAILED");
    expect(message).toBe("deploy of data in threa-prod failed: Db main: too small\nupdate failed");
  });

  it("takes what the CLI wrote when there was no event", () => {
    const { message } = engineFailure({ ...run, stderr: "error: incorrect passphrase\n" });
    expect(message).toContain("incorrect passphrase");
  });

  it("says so when the engine gave no reason", () => {
    expect(engineFailure(run).message).toContain("gave no reason");
  });

  it("names the way to opt out when the engine met a protected resource", () => {
    const urn = "urn:pulumi:threa-prod::data::aws:rds/instance:Instance::postgres";
    for (const error of [
      `unable to replace resource "${urn}"\nas it is currently marked for protection. To unprotect the resource, remove the flag`,
      `resource "${urn}" cannot be deleted\nbecause it is protected. To unprotect the resource, remove the flag`,
    ]) {
      expect(engineFailure({ ...run, errors: [error] })).toMatchObject({
        code: "RESOURCE_PROTECTED",
        message: expect.stringContaining("is refused: aws:rds/instance:Instance postgres is protected"),
        hint: expect.stringMatching(/data\.unprotected: true.*nx deploy data -c threa-prod.*nx deploy data/),
      });
    }
  });

  it("is about the disk when the engine found no room on it", () => {
    const errors = ["failed to save snapshot: write /var/state/x.json: no space left on device"];
    expect(engineFailure({ ...run, errors })).toMatchObject({
      code: "DISK_FULL",
      message: expect.stringContaining("/var/state"),
    });
  });

  it("is about the state when the engine may not write it", () => {
    const errors = ["open /var/state/.pulumi/locks: read-only file system"];
    expect(engineFailure({ ...run, errors })).toMatchObject({ code: "STATE_UNWRITABLE" });
  });
});
