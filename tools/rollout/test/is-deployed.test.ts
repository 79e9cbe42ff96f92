import { EMPTY_STACK } from "@strata/engine";
import { StrataError } from "@strata/shared-config";
import { expect, it } from "vitest";
import { LayerMemories } from "../src/cutoff/layer-memory.ts";
import { isDeployed } from "../src/engine-door.ts";
import { memoryStore } from "./memory-store.ts";

function refusing(name: string) {
  const cause = Object.assign(new Error("Access Denied"), { name });
  return async () => {
    throw new StrataError("STATE_UNREACHABLE", "the state cannot be used", { hint: "", fault: "environment", cause });
  };
}

it("goes by the state where that may be read", async () => {
  const store = memoryStore();
  const readStack = async () => ({ ...EMPTY_STACK, entries: 1 });
  expect(await isDeployed({ store, readStack }, "services", "threa-prod")).toBe(true);
  expect(await isDeployed({ store, readStack: async () => EMPTY_STACK }, "services", "threa-prod")).toBe(false);
});

it("goes by what is remembered beside a state that this role may not read", async () => {
  const store = memoryStore();
  const door = { store, readStack: refusing("AccessDenied") };
  expect(await isDeployed(door, "services", "threa-prod")).toBe(false);
  const attempt = { operation: "deploy", status: "running", run: "1", at: "2026-11-20T12:00:00.000Z" } as const;
  await new LayerMemories(store, "threa-prod").note("services", { attempt });
  expect(await isDeployed(door, "services", "threa-prod")).toBe(true);
});

it("does not take any other failure for an answer", async () => {
  const door = { store: memoryStore(), readStack: refusing("TimeoutError") };
  await expect(isDeployed(door, "services", "threa-prod")).rejects.toMatchObject({ code: "STATE_UNREACHABLE" });
});
