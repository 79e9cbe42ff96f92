import { describeError, StrataError } from "@strata/shared-config";
import { expect, it } from "vitest";
import { errorOfText, isOrder, isReport, textOfError } from "../../src/supervisor/messages.ts";

const overTheChannel = (error: unknown) => errorOfText(JSON.parse(JSON.stringify(textOfError(error))));

it("brings an error of ours over with its code, sentence and next step", () => {
  const error = new StrataError("LOCK_HELD", "somebody has it", { hint: "wait", fault: "user" });
  expect(describeError(overTheChannel(error))).toBe(describeError(error));
  expect(overTheChannel(error)).toMatchObject({ code: "LOCK_HELD", fault: "user" });
});

it("brings any other error over with the place where it was thrown", () => {
  const error = new RangeError("no such size");
  expect(describeError(overTheChannel(error))).toBe(error.stack);
  expect(describeError(overTheChannel("a text"))).toBe("a text");
});

it("takes nothing for an order or a report that is none", () => {
  expect([isOrder({ code: "stop", reason: "SIGINT" }), isOrder({ code: "event" }), isOrder("stop")]).toEqual([
    true,
    false,
    false,
  ]);
  expect([isReport({ code: "ended" }), isReport(null)]).toEqual([true, false]);
});
