import { LAYERS } from "@strata/shared-config";
import { expect, it } from "vitest";
import { isAllowed } from "./evaluate.ts";
import { rolesOf } from "./roles.ts";

const roles = await rolesOf("threa-prod");

/** What each layer stands on. */
const UPSTREAMS = {
  network: [],
  data: ["network"],
  cluster: ["network"],
  services: ["cluster", "data", "network"],
  edge: ["cluster", "data", "network", "services"],
  observability: ["cluster", "data", "edge", "network", "services"],
};

function object(key: string): string {
  return `arn:aws:s3:::acme-state/platform/${key}`;
}

it.each(LAYERS)("writes the state of %s by its own role, and reads it by those that stand on it", (layer) => {
  const resource = object(`.pulumi/stacks/${layer}/threa-prod.json`);
  const who = (action: string) => LAYERS.filter((one) => isAllowed(roles[one], { action, resource }));
  expect(who("s3:PutObject")).toEqual([layer]);
  expect(who("s3:DeleteObject")).toEqual([layer]);
  expect(who("s3:GetObject")).toEqual(
    LAYERS.filter((one) => one === layer || [UPSTREAMS[one]].flat().some((up) => up === layer)),
  );
});

it.each([
  ".pulumi/stacks/services/threa-scaled.json",
  ".strata/layers/threa-scaled/services.json",
  ".strata/runs/threa-scaled/1.json",
  ".pulumi/history/services/threa-prod-2/1.json",
])("does not touch another environment's %s", (key) => {
  for (const action of ["s3:GetObject", "s3:PutObject"]) {
    expect(isAllowed(roles.services, { action, resource: object(key) })).toBe(false);
  }
});

it("stays below the prefix of the backend's address", () => {
  const resource = "arn:aws:s3:::acme-state/.pulumi/stacks/services/threa-prod.json";
  expect(isAllowed(roles.services, { action: "s3:GetObject", resource })).toBe(false);
  const list = (prefix: string) =>
    isAllowed(roles.services, {
      action: "s3:ListBucket",
      resource: "arn:aws:s3:::acme-state",
      context: { "s3:prefix": prefix },
    });
  expect(list("platform/.pulumi/stacks/services/")).toBe(true);
  expect(list("other/.pulumi/stacks/services/")).toBe(false);
});

it("takes the lock of its environment and of no other, and none without saying which", () => {
  const resource = "arn:aws:dynamodb:eu-central-1:123456789012:table/acme-locks";
  const take = (context: Record<string, string>) =>
    isAllowed(roles.edge, { action: "dynamodb:PutItem", resource, context });
  expect(take({ "dynamodb:LeadingKeys": "s3://acme-state/platform#threa-prod" })).toBe(true);
  expect(take({ "dynamodb:LeadingKeys": "s3://acme-state/platform#threa-scaled" })).toBe(false);
  expect(take({})).toBe(false);
});

it("decrypts with the stacks' key, under its alias and in its encryption context", async () => {
  const key = {
    arn: "arn:aws:kms:eu-central-1:123456789012:key/*",
    alias: "alias/acme-state",
    context: { team: "platform" },
  };
  const { data } = await rolesOf(
    "threa-prod",
    {},
    { bucket: "acme-state", prefix: "", lockTable: undefined, keys: [key] },
  );
  const decrypt = (context: Record<string, string>) =>
    isAllowed(data, { action: "kms:Decrypt", resource: "arn:aws:kms:eu-central-1:123456789012:key/1", context });
  expect(decrypt({ "kms:RequestAlias": "alias/acme-state", "kms:EncryptionContext:team": "platform" })).toBe(true);
  expect(decrypt({ "kms:RequestAlias": "alias/acme-state" })).toBe(false);
  expect(decrypt({ "kms:RequestAlias": "alias/payroll", "kms:EncryptionContext:team": "platform" })).toBe(false);
});
