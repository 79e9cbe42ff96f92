import type { StateStore } from "@strata/engine";
import { urnTag } from "@strata/shared-config";
import { expect, it } from "vitest";
import type { AccountDoor, TaggedResource } from "../src/recovery/account-door.ts";
import { sweep } from "../src/recovery/sweep.ts";

const ENVIRONMENT = "threa-prod";
const urnOf = (types: string, name: string) => `urn:pulumi:${ENVIRONMENT}::network::${types}::${name}`;
const VPC = urnOf("strata:network:Vpc$aws:ec2/vpc:Vpc", "vpc");
const TASK = urnOf("aws:ecs/taskDefinition:TaskDefinition", "app");
const arn = (rest: string) => `arn:aws:${rest.replace("::", ":eu-central-1:123456789012:")}`;
const tagged = (rest: string, urn: string): TaggedResource => ({
  arn: arn(rest),
  layer: "network",
  urnTag: urnTag(urn),
});

/** A store in memory with one state, and what else is in it. */
function storeOf(resources: readonly object[], more: Readonly<Record<string, string>> = {}): StateStore {
  const objects = new Map(Object.entries(more));
  const state = { version: 3, checkpoint: { latest: { resources } } };
  objects.set(`.pulumi/stacks/network/${ENVIRONMENT}.json`, JSON.stringify(state));
  return {
    place: "/state",
    read: async (key) => objects.get(key),
    list: async (prefix) => [...objects.keys()].filter((key) => key.startsWith(prefix)).sort(),
    write: async (key, text) => void objects.set(key, text),
    remove: async (key) => void objects.delete(key),
  };
}

const look = (store: StateStore, ...there: readonly TaggedResource[]) => {
  const account: AccountDoor = {
    tagged: async (_environment, region) => (region === "eu-central-1" ? there : []),
    lookUp: async () => [],
  };
  return sweep({ environment: ENVIRONMENT, region: "eu-central-1", store, account });
};

const vpc = { urn: VPC, custom: true, type: "aws:ec2/vpc:Vpc", id: "vpc-1", outputs: { arn: arn("ec2::vpc/vpc-1") } };

it("finds nothing where every resource is in its layer's state", async () => {
  expect(await look(storeOf([vpc]), tagged("ec2::vpc/vpc-1", VPC))).toEqual([]);
});

it("tells of a second one with the same URN, and how it is kept or deleted", async () => {
  const [orphan, ...others] = await look(storeOf([vpc]), tagged("ec2::vpc/vpc-1", VPC), tagged("ec2::vpc/vpc-2", VPC));
  expect(others).toEqual([]);
  expect(orphan).toMatchObject({ arn: arn("ec2::vpc/vpc-2"), urn: VPC });
  expect(orphan?.adopt).toContain("pulumi import 'aws:ec2/vpc:Vpc' 'vpc' 'vpc-2' -s threa-prod");
  expect(orphan?.remove).toMatch(/AWS_REGION=eu-central-1 pulumi import .* && pulumi destroy -s threa-prod --target/);
});

it("leaves to the next deploy what that takes over by itself", async () => {
  const note = JSON.stringify({ version: 1, since: "", creates: [] });
  const store = storeOf([], { [`.strata/unsettled/network/${ENVIRONMENT}.json`]: note });
  expect(await look(store, tagged("ec2::vpc/vpc-1", VPC))).toMatchObject([
    { adopt: "nx deploy network -c threa-prod" },
  ]);
});

it("tells of what was begun and never answered, though the account lists no such thing", async () => {
  const urn = urnOf("aws:iam/role:Role", "task");
  const lost = { urn, type: "aws:iam/role:Role", how: "unanswered", entry: { urn, inputs: { name: "task-role" } } };
  const refused = { ...lost, urn: `${urn}-2`, how: "refused" };
  const note = JSON.stringify({ version: 1, since: "", creates: [lost, refused] });
  const store = storeOf([], { [`.strata/unsettled/network/${ENVIRONMENT}.json`]: note });
  expect(await look(store)).toMatchObject([{ arn: "aws:iam/role:Role task-role", urn }]);
});

it("does not take an old revision of a task definition for one that nobody knows", async () => {
  const task = { urn: TASK, custom: true, type: "aws:ecs/taskDefinition:TaskDefinition", id: "app" };
  const store = storeOf([{ ...task, outputs: { arn: arn("ecs::task-definition/app:4") } }]);
  expect(await look(store, tagged("ecs::task-definition/app:3", TASK))).toEqual([]);
  expect(await look(store, tagged("ecs::task-definition/other:3", TASK))).toHaveLength(1);
});

it("refuses to judge by a state that it cannot read", async () => {
  const store = storeOf([vpc]);
  await store.write(`.pulumi/stacks/data/${ENVIRONMENT}.json`, "{");
  await expect(look(store)).rejects.toMatchObject({
    code: "STATE_DAMAGED",
    hint: "strata state restore threa-prod data",
  });
});
