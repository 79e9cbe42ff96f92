import type { EngineEvent, OpType } from "@pulumi/pulumi/automation/index.js";
import { describe, expect, it } from "vitest";
import { EventTally } from "../src/run/events.ts";

const STACK = "pulumi:pulumi:Stack";
let sequence = 0;

/** What the engine sends when it is done with a resource. */
function done(op: OpType, type: string, name: string, outputs: Record<string, unknown> = {}): EngineEvent {
  const urn = `urn:pulumi:threa-prod::network::${type}::${name}`;
  const state = { type, urn, id: "", parent: "", inputs: {}, outputs, provider: "" };
  const metadata = { op, urn, type, provider: "", ...(op === "delete" ? { old: state } : { new: state }) };
  sequence += 1;
  return { sequence, timestamp: 0, resOutputsEvent: { metadata } };
}

function total(...events: EngineEvent[]) {
  const tally = new EventTally();
  for (const event of events) tally.add(event);
  return tally.total();
}

describe("the sum of a run's events", () => {
  it("counts each resource once, though the engine tells of it again when its outputs are registered", () => {
    const twice = done("create", "aws:ec2/vpc:Vpc", "main");
    expect(total(twice, twice)).toMatchObject({ changes: { create: 1, same: 0 }, resources: 1 });
  });

  it("leaves out the stack, its stack references and its providers", () => {
    const bookkeeping = [STACK, "pulumi:pulumi:StackReference", "pulumi:providers:aws"];
    const { changes, resources } = total(...bookkeeping.map((type) => done("create", type, "x")));
    expect(changes).toEqual({ create: 0, update: 0, replace: 0, delete: 0, same: 0 });
    expect(resources).toBe(0);
  });

  it("counts the three steps of a replacement as one", () => {
    const steps = (["create-replacement", "replace", "delete-replaced"] as const).map((op) => done(op, "t:i:T", "a"));
    expect(total(...steps)).toMatchObject({ changes: { replace: 1, create: 0, delete: 0 }, resources: 1 });
  });

  it("takes what was deleted out of the resources that remain", () => {
    const { changes, resources } = total(done("same", "t:i:T", "a"), done("delete", "t:i:T", "b"));
    expect(changes).toMatchObject({ same: 1, delete: 1 });
    expect(resources).toBe(1);
  });

  it("does not count what a program only reads", () => {
    expect(total(done("read", "aws:ec2/vpc:Vpc", "theirs")).resources).toBe(0);
  });

  it("keeps an update when the same resource is told of as unchanged later", () => {
    expect(total(done("update", "t:i:T", "a"), done("same", "t:i:T", "a")).changes).toMatchObject({
      update: 1,
      same: 0,
    });
  });

  it("takes the outputs of the stack's last event, with secrets masked", () => {
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "abc" };
    const { outputs } = total(
      done("same", STACK, "s", { url: "old" }),
      done("same", STACK, "s", { url: "new", deep: [{ password: secret }] }),
    );
    expect(outputs).toEqual({ url: "new", deep: [{ password: "[secret]" }] });
  });
});
