import { expect, test } from "vitest";
import { instanceGroups } from "../src/pools/instance-groups.ts";

test("is the one group that services share", () => {
  expect(instanceGroups(["api", "worker"], { api: "sg-1", worker: "sg-1" })).toEqual(["sg-1"]);
});

test("are the groups of the services on the pool, and of no other", () => {
  expect(instanceGroups(["worker", "api"], { api: "sg-1", web: "sg-2", worker: "sg-3" })).toEqual(["sg-1", "sg-3"]);
});
