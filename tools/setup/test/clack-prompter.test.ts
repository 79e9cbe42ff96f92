import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { clackPrompter } from "../src/ask/clack-prompter.ts";

describe("a secret that is typed twice", () => {
  it("is asked for until both are the same, and never shown", async () => {
    const input = new PassThrough();
    const output = new PassThrough();
    const shown: string[] = [];
    output.on("data", (data) => shown.push(String(data)));
    const saw = (text: string) => expect.poll(() => shown.join("")).toContain(text);
    const prompter = await clackPrompter({ input, output });
    const question = { id: "x", kind: "secret", message: "Passphrase", twice: true } as const;
    const answer = prompter.ask(question, {}, undefined);
    await saw("Passphrase");
    input.write("hidden\r");
    await saw("once more");
    input.write("other\r");
    await saw("another one than before");
    input.write("\u007f".repeat(5));
    input.write("hidden\r");
    expect(await answer).toBe("hidden");
    expect(shown.join("")).not.toContain("hidden");
  });
});
