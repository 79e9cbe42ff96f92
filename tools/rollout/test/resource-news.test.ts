import type { EngineEvent } from "@strata/engine";
import { expect, it } from "vitest";
import { toNews } from "../src/resource-news.ts";

const VPC = "aws:ec2/vpc:Vpc";
const metadata = (type: string) => ({
  op: "create" as const,
  urn: `urn:${type}`,
  type,
  provider: "",
  keys: [],
  diffs: [],
});
const event = (rest: Partial<EngineEvent>): EngineEvent => ({ sequence: 1, timestamp: 0, ...rest });

it("tells when a step on a resource starts, ends and fails", () => {
  const news = [
    event({ resourcePreEvent: { metadata: metadata(VPC) } }),
    event({ resOutputsEvent: { metadata: metadata(VPC) } }),
    event({ resOpFailedEvent: { metadata: metadata(VPC), status: 0, steps: 0 } }),
  ].map((each) => toNews("network", each));
  expect(news).toEqual(
    ["started", "finished", "failed"].map((phase) => ({
      code: "resource",
      data: { layer: "network", urn: `urn:${VPC}`, type: VPC, step: "create", phase },
    })),
  );
});

it.each(["pulumi:pulumi:Stack", "pulumi:pulumi:StackReference", "pulumi:providers:aws"])(
  "keeps the engine's own %s to itself",
  (type) => {
    expect(toNews("network", event({ resOutputsEvent: { metadata: metadata(type) } }))).toBeUndefined();
  },
);

it("passes on notes, warnings and errors as plain text, and nothing that is only for a terminal", () => {
  const said = (severity: "warning" | "error" | "info" | "info#err", ephemeral = false) =>
    toNews(
      "network",
      event({ diagnosticEvent: { severity, message: "<{%fg 1%}>no<{%reset%}> quota\n", color: "never", ephemeral } }),
    );
  expect(said("error")).toEqual({
    code: "diagnostic",
    data: { layer: "network", severity: "error", message: "no quota" },
  });
  expect(said("warning")).toMatchObject({ data: { severity: "warning" } });
  expect(said("info")).toMatchObject({ data: { severity: "info" } });
  expect(said("info#err")).toBeUndefined();
  expect(said("error", true)).toBeUndefined();
});
