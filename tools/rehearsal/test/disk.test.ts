import { describe, expect, it } from "vitest";
import { diskError } from "../src/world/disk.ts";

const failure = (code: string) => Object.assign(new Error(`${code}: it did not work`), { code });

describe("a failed write", () => {
  it.each(["ENOSPC", "EDQUOT"])("of a full disk is told as such (%s)", (code) => {
    expect(diskError(failure(code), "/world")).toMatchObject({ code: "DISK_FULL" });
  });

  it.each(["EACCES", "EPERM", "EROFS", "ENOTDIR", "ENOENT"])(
    "where nothing can be written is told as such (%s)",
    (code) => {
      expect(diskError(failure(code), "/world")).toMatchObject({
        code: "STATE_UNWRITABLE",
        message: expect.stringContaining("/world"),
      });
    },
  );

  it("of any other kind comes as it is", () => {
    const error = failure("EIO");
    expect(diskError(error, "/world")).toBe(error);
  });
});
