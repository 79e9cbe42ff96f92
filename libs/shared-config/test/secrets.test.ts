import { describe, expect, it } from "vitest";
import { weakness } from "../src/layer/secret-shape.ts";

describe("a database password (THREA-038)", () => {
  it.each([
    ["", /0 characters/],
    ["short1!", /7 characters/],
    ["changeme-changeme", /placeholder/],
    ["your-password-here", /placeholder/],
    ["aaaaaaaaaaaaaaaaaaaa", /1 different/],
    ["with/slash-abcdefghij", /RDS refuses/],
    ["with space abcdefghij", /RDS refuses/],
    ["x".repeat(129), /at most 128/],
  ])("refuses %j without repeating it", (password, message) => {
    const found = weakness(password) ?? "";
    expect(found).toMatch(message);
    if (password.length > 0) expect(found).not.toContain(password);
  });

  it("accepts a long mixed one", () => {
    expect(weakness("kX7#mPq2vLz9-Tf4")).toBeUndefined();
  });
});
