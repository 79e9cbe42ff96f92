import { describe, expect, it } from "vitest";
import { explainFailure } from "../src/failure.mjs";

describe("a command of the set-up that failed", () => {
  const cases = [
    ["npm error code ENOSPC\nnpm error write", "the disk is full"],
    ["npm error code ENOTFOUND\nnpm error network request to the registry failed", "registry cannot be reached"],
    ["ERR_PNPM_META_FETCH_FAIL  GET failed", "registry cannot be reached"],
    ["npm error code SELF_SIGNED_CERT_IN_CHAIN", "certificate is not trusted"],
    ["npm error code ETARGET\nnpm error notarget No matching version found", "does not have what"],
    ["Error: ERR_PNPM_OUTDATED_LOCKFILE", "does not fit the package.json files"],
    ["npm error code EACCES\nnpm error syscall mkdir", "cannot be written"],
  ] as const;

  it.each(cases)("is explained: %s", (output, reason) => {
    const failure = explainFailure("installing packages", output);
    expect(failure.message).toContain(`installing packages: `);
    expect(failure.message.split("\n")[0]).toContain(reason);
    expect(failure.next).not.toBe("");
  });

  it("is told in its own last words when the reason is unknown", () => {
    const output = Array.from({ length: 30 }, (_, line) => `line ${line}`).join("\n");
    const { message } = explainFailure("installing packages", output);
    expect(message).toMatch(/^installing packages failed\nline 22\n/);
    expect(message).toMatch(/line 29$/);
  });
});
