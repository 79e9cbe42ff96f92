import { describe, expect, it } from "vitest";
import { create, read, remove } from "../src/operations/lifecycle.ts";
import { memoryCloud, scopeIn, urnOf } from "./memory-cloud.ts";

const TYPE = "aws:acm/certificate:Certificate";
const ARN = "arn:aws:acm:eu-central-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef";

const cloud = memoryCloud();
const scope = scopeIn("eu-central-1");
const subject = { type: TYPE, urn: urnOf(TYPE, "main") };

describe("a certificate that is read by its ARN", () => {
  it("is supposed to be issued where nobody made it, also when it is refreshed", () => {
    const found = read(cloud, subject, ARN, {}, {}, scope);
    expect(found?.outputs).toMatchObject({ arn: ARN, status: "ISSUED", domainName: "" });
    expect(read(cloud, subject, ARN, found?.outputs ?? {}, {}, scope)?.outputs).toEqual(found?.outputs);
  });

  it("is itself where it was made, and gone when it was deleted", () => {
    const { id, outputs } = create(cloud, subject, { domainName: "example.com" }, scope, false);
    expect(read(cloud, subject, id, {}, {}, scope)?.outputs).toMatchObject({ domainName: "example.com" });
    remove(cloud, subject, id, outputs, scope);
    expect(read(cloud, subject, id, outputs, {}, scope)).toBeUndefined();
  });
});

it("finds nothing of any other kind that nobody made", () => {
  const type = "aws:ec2/vpc:Vpc";
  expect(read(cloud, { type, urn: urnOf(type, "main") }, "vpc-0123", {}, {}, scope)).toBeUndefined();
});
