import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { knownAction } from "../models/known-actions.ts";
import { readTypesTable } from "../models/types-table.ts";
import { readModel } from "../src/model.ts";
import { ROOT } from "./roles.ts";

const model = readModel();
const table = readTypesTable();
const PHASES = ["create", "read", "update", "delete"] as const;

it("names no action that AWS's own list does not have, in AWS's letters", async () => {
  const actions = Object.keys(model.actions);
  expect(actions.length).toBeGreaterThan(300);
  const known = await Promise.all(actions.map(async (action) => (await knownAction(action))?.action));
  expect(known).toEqual(actions);
});

it("says of each action whether it looks, and what AWS limits it to", () => {
  const used = Object.values(model.types).flatMap((row) => PHASES.flatMap((phase) => row[phase]));
  const all = [...used, ...Object.values(model.functions).flat(), ...model.rollout];
  expect(all.filter((action) => model.actions[action] === undefined)).toEqual([]);
});

it("is made of the table as it is: no row was added, taken away or changed since", () => {
  expect(Object.keys(model.types)).toEqual(Object.keys(table.types).sort());
  for (const [type, row] of Object.entries(table.types)) {
    for (const phase of PHASES) expect(model.types[type]?.[phase], type).toEqual(expect.arrayContaining(row[phase]));
    const except = row.except.map((pattern) => new RegExp(`^${pattern}$`));
    const given = PHASES.flatMap((phase) => row[phase]);
    const made = PHASES.flatMap((phase) => model.types[type]?.[phase] ?? []).filter((one) => !given.includes(one));
    expect(
      made.filter((action) => except.some((pattern) => pattern.test(action))),
      type,
    ).toEqual([]);
  }
  const { components, across, conditions, places, byPlace, untagged, adopted } = table;
  expect(model).toMatchObject({ components, across, conditions, places, byPlace, untagged, adopted });
});

/** Services that the API's models call otherwise than IAM does. Source: Service Authorization Reference. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  elbv2: "elasticloadbalancing",
  cloudwatchlogs: "logs",
  "application-autoscaling": "application-autoscaling",
};

/** Calls whose permission has another name. Source: API reference of each, "Permissions". */
const OTHER_ACTIONS: Readonly<Record<string, string>> = {
  "budgets:CreateBudget": "budgets:ModifyBudget",
  "s3:PutBucketLifecycleConfiguration": "s3:PutLifecycleConfiguration",
  "s3:PutBucketEncryption": "s3:PutEncryptionConfiguration",
  "s3:PutPublicAccessBlock": "s3:PutBucketPublicAccessBlock",
  "cloudfront:CreateDistributionWithTags": "cloudfront:CreateDistribution",
};

it("allows for each type the call that makes it, as the models of the API have it", () => {
  const rows = z.object({ types: z.record(z.string(), z.object({ create: z.string().optional() }).loose()) });
  const file = join(ROOT, "tools", "rehearsal", "models", "operations.yaml");
  const { types } = rows.parse(parse(readFileSync(file, "utf8")));
  const compared = Object.entries(model.types).flatMap(([type, row]) => {
    const [service = "", operation] = types[type]?.create?.split(".") ?? [];
    if (operation === undefined) return [];
    const call = `${OTHER_NAMES[service] ?? service}:${operation}`;
    const action = OTHER_ACTIONS[call] ?? call;
    return [{ type, action, isAllowed: PHASES.some((phase) => row[phase].includes(action)) }];
  });
  expect(compared.length).toBeGreaterThan(60);
  expect(compared.filter(({ isAllowed }) => !isAllowed)).toEqual([]);
});
