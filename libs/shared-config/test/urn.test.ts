import { expect, it } from "vitest";
import { parseUrn, typeAndName } from "../src/urn.ts";

it("tells stack, project, own type and name of a URN, though the name holds colons", () => {
  expect(parseUrn("urn:pulumi:threa-prod::data::strata:data:Postgres$aws:rds/instance:Instance::main::1")).toEqual({
    environment: "threa-prod",
    layer: "data",
    type: "aws:rds/instance:Instance",
    parentTypes: ["strata:data:Postgres"],
    name: "main::1",
  });
  expect(typeAndName("urn:pulumi:threa-prod::data::aws:sqs/queue:Queue::jobs")).toBe("aws:sqs/queue:Queue jobs");
});

it("gives empty texts for what is no URN", () => {
  expect(parseUrn("")).toEqual({ environment: "", layer: "", type: "", parentTypes: [], name: "" });
});
