import { parseState } from "@strata/engine/state";
import { parseUrn } from "@strata/shared-config";
import { expect, it } from "vitest";
import { waitingUrn, withAdopted, withoutWaiting, withWaiting } from "../src/recovery/adoption.ts";
import type { Found } from "../src/recovery/find-lost.ts";

const URN = (type: string, name: string) => `urn:pulumi:threa-prod::network::${type}::${name}`;
const STACK = URN("pulumi:pulumi:Stack", "network-threa-prod");
const PROVIDER = URN("pulumi:providers:aws", "aws");
const VPC = URN("aws:ec2/vpc:Vpc", "vpc");
const SUBNET = URN("aws:ec2/subnet:Subnet", "a");

const BASE = [
  { urn: STACK, custom: false, type: "pulumi:pulumi:Stack" },
  { urn: PROVIDER, custom: true, type: "pulumi:providers:aws", id: "p1", inputs: { region: "eu-central-1" } },
];
const vpc = (id: string, more: object = {}) => ({
  urn: VPC,
  custom: true,
  type: "aws:ec2/vpc:Vpc",
  id,
  parent: STACK,
  provider: `${PROVIDER}::p1`,
  outputs: { arn: `arn:aws:ec2:eu-central-1:123456789012:vpc/${id}` },
  ...more,
});
const subnet = { urn: SUBNET, custom: true, type: "aws:ec2/subnet:Subnet", id: "subnet-1", dependencies: [VPC] };

/** A vpc whose making was begun, and that the account has as `vpc-new`. */
const found = (): Found => {
  const { id: _none, outputs: _no, ...wanted } = vpc("");
  const inputs = { cidrBlock: "10.0.0.0/16", tags: { "strata:urn": VPC } };
  return {
    importId: "vpc-new",
    lost: { urn: VPC, type: "aws:ec2/vpc:Vpc", how: "pending", entry: { ...wanted, inputs } },
  };
};

const stateOf = (resources: readonly object[], pending: readonly object[] = []) =>
  JSON.stringify({
    version: 3,
    checkpoint: {
      stack: "organization/network/threa-prod",
      latest: {
        manifest: { time: "2026-11-20T12:00:00Z" },
        secrets_providers: { type: "passphrase" },
        resources,
        pending_operations: pending,
      },
    },
  });

/** What a refresh does to the one that waits: reads it, or takes it out. */
const refreshed = (text: string, tags: object | undefined) => {
  const file = JSON.parse(text);
  const { latest } = file.checkpoint;
  latest.resources = latest.resources.flatMap((entry: { urn: string }) => {
    if (entry.urn !== waitingUrn(VPC)) return [entry];
    return tags === undefined ? [] : [{ ...entry, outputs: { id: "vpc-new", tags } }];
  });
  return JSON.stringify(file);
};

const rows = (text: string) =>
  parseState(text).resources.map(
    ({ urn, id, leaving }) => `${parseUrn(urn).name} ${id ?? "-"}${leaving ? " leaving" : ""}`,
  );

it("lets a found resource wait under a name of its own, as an import, and nothing pend", () => {
  const text = withWaiting(stateOf(BASE, [{ type: "creating", resource: vpc("") }]), [found()]);
  const { resources, pending } = parseState(text);
  expect(pending).toEqual([]);
  expect(resources.at(-1)?.entry).toMatchObject({
    urn: waitingUrn(VPC),
    id: "vpc-new",
    outputs: {},
    retainOnDelete: true,
  });
  expect(JSON.parse(text).checkpoint.latest.secrets_providers).toEqual({ type: "passphrase" });
});

it("gives it its URN once it was read and has our tag, with the inputs of its program", () => {
  const { text, adopted } = withAdopted(refreshed(withWaiting(stateOf(BASE), [found()]), { "strata:urn": VPC }), [
    found(),
  ]);
  expect(adopted).toHaveLength(1);
  expect(rows(text)).toEqual(["network-threa-prod -", "aws p1", "vpc vpc-new"]);
  const [, , entry] = parseState(text).resources;
  expect(entry?.inputs).toMatchObject({ cidrBlock: "10.0.0.0/16" });
  expect(entry?.entry).not.toHaveProperty("retainOnDelete");
});

it("takes neither what is not there nor what is somebody else's", () => {
  for (const tags of [undefined, {}, { "strata:urn": "urn:pulumi:other::network::aws:ec2/vpc:Vpc::vpc" }]) {
    const { text, adopted, dropped } = withAdopted(refreshed(withWaiting(stateOf(BASE), [found()]), tags), [found()]);
    expect([adopted.length, dropped.length]).toEqual([0, 1]);
    expect(rows(text)).toEqual(["network-threa-prod -", "aws p1"]);
  }
});

it("lets what it replaces wait for its deletion, and stand behind it", () => {
  const before = stateOf([...BASE, vpc("vpc-old"), subnet]);
  const { text } = withAdopted(refreshed(withWaiting(before, [found()]), { "strata:urn": VPC }), [found()]);
  expect(rows(text)).toEqual(["network-threa-prod -", "aws p1", "vpc vpc-new", "a subnet-1", "vpc vpc-old leaving"]);
});

it("takes the place of one that was deleted before its replacement was made", () => {
  const before = stateOf([...BASE, vpc("vpc-old", { pendingReplacement: true }), subnet]);
  const { text } = withAdopted(refreshed(withWaiting(before, [found()]), { "strata:urn": VPC }), [found()]);
  expect(rows(text)).toEqual(["network-threa-prod -", "aws p1", "vpc vpc-new", "a subnet-1"]);
});

it("forgets what an earlier recovery left waiting", () => {
  const left = withWaiting(stateOf(BASE), [found()]);
  expect(rows(withWaiting(left, []))).toEqual(["network-threa-prod -", "aws p1"]);
});

it("does not take for its own successor what an earlier recovery has adopted already", () => {
  const before = stateOf([...BASE, { ...vpc("vpc-new"), outputs: { id: "vpc-new" } }]);
  const { text, adopted } = withAdopted(refreshed(withWaiting(before, [found()]), { "strata:urn": VPC }), [found()]);
  expect(adopted).toEqual([]);
  expect(rows(text)).toEqual(["network-threa-prod -", "aws p1", "vpc vpc-new"]);
});

it("knows nothing by what an earlier recovery left waiting", () => {
  const left = parseState(withWaiting(stateOf(BASE), [found()]));
  expect(left.resources).toHaveLength(3);
  expect(withoutWaiting(left).resources).toHaveLength(2);
});
