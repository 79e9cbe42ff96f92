import { describe, expect, it } from "vitest";
import { cleanMessage, distinct, errorsOfText, readDiagnostic } from "../src/run/diagnostics.ts";

describe("the engine's messages as a person reads them", () => {
  it("are without colours, markup and the engine's own prefixes", () => {
    expect(cleanMessage("\u001b[31mUnhandled exception: <{%reset%}>Error: no\u001b[0m\n")).toBe("Error: no");
  });

  it("keep the stack frames of the program, and lose those of packages and of Node", () => {
    const message = [
      "Error: no",
      "    at network (file:///repo/stacks/network/index.ts:3:9)",
      "    at Stack.run (/repo/node_modules/.pnpm/pulumi/stack.js:1:1)",
      "    at process.processTicksAndRejections (node:internal/process/task_queues:103:5)",
    ];
    expect(cleanMessage(message.join("\n"))).toBe(message.slice(0, 2).join("\n"));
  });

  it("name the resource that they are about", () => {
    const urn = "urn:pulumi:threa-prod::network::strata:network:Vpc$aws:ec2/subnet:Subnet::public-1";
    const said = readDiagnostic({ urn, message: "CIDR overlaps\n", color: "never", severity: "error" });
    expect(said).toEqual({ severity: "error", message: "aws:ec2/subnet:Subnet public-1: CIDR overlaps" });
  });

  it("do not name the stack, which is the layer that is being run", () => {
    const urn = "urn:pulumi:threa-prod::network::pulumi:pulumi:Stack::network-threa-prod";
    expect(readDiagnostic({ urn, message: "no", color: "never", severity: "warning" })?.message).toBe("no");
  });

  it("are notes, warnings and errors that stay", () => {
    expect(readDiagnostic({ message: "made", color: "never", severity: "info" })?.severity).toBe("info");
    expect(readDiagnostic({ message: "made", color: "never", severity: "info#err" })).toBeUndefined();
    expect(readDiagnostic({ message: "…", color: "never", severity: "error", ephemeral: true })).toBeUndefined();
  });

  it("appear once, in the fullest form", () => {
    expect(distinct(["Error: too many\n    at x", "too many", "another", "another"])).toEqual([
      "Error: too many\n    at x",
      "another",
    ]);
  });

  it("are taken from standard error when the engine sent no event", () => {
    const stderr = "warning: old\nerror: no stack named 'x' found\nerror: getting state:\n  EOF\n";
    expect(errorsOfText(stderr)).toEqual(["no stack named 'x' found", "getting state:\n  EOF"]);
  });
});
