import { join } from "node:path";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { installMoto } from "@strata/moto";
import { LAYERS, type LayerName } from "@strata/shared-config";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actionsOf } from "../src/own-things.ts";
import { readWorkspace } from "../src/workspace-roles.ts";
import { type EnforcedAccount, openEnforcedAccount } from "./enforced-account.ts";
import { ROOT, rolesOf, STATE } from "./roles.ts";

const LONG = process.env.STRATA_FAULTS === "long";
const { uses, model, neighbours } = await readWorkspace(ROOT);
let account: EnforcedAccount;

/** What each layer needs, without S3: for that moto looks at resources as well. */
const needed = Object.fromEntries(
  LAYERS.map((layer) => [layer, actionsOf(uses[layer], model).all.filter((action) => !action.startsWith("s3:"))]),
);

beforeAll(async () => {
  const roles = Object.values(await rolesOf("threa-prod"));
  const objects = LAYERS.map((layer) => stateOf(layer));
  account = await openEnforcedAccount(roles, STATE.bucket, [...objects, "platform/.pulumi/meta.yaml"]);
  await account.enforce();
});

afterAll(() => account.stop());

function stateOf(layer: LayerName): string {
  return `platform/.pulumi/stacks/${layer}/threa-prod.json`;
}

/** Of each type what makes it; in the long form everything. */
function representative(): readonly string[] {
  const all = [...new Set(Object.values(needed).flat())].sort();
  if (LONG) return all;
  const isChange = (action: string) => model.actions[action]?.looks === false && !model.actions[action].tags;
  const types = LAYERS.flatMap((layer) => uses[layer].types.flatMap((type) => model.components[type] ?? [type]));
  const chosen = types.map((type) => model.types[type]?.create.find(isChange));
  return all.filter((action) => chosen.includes(action));
}

/** Who tries: whoever needs it, and of the others one in turn; in the long form everybody. */
function callers(action: string, index: number): readonly string[] {
  const need = LAYERS.filter((layer) => needed[layer]?.includes(action));
  const others = LAYERS.filter((layer) => !need.includes(layer));
  const one = others[index % Math.max(1, others.length)];
  return ["nobody", ...(LONG ? LAYERS : [...need, ...(one === undefined ? [] : [one])])];
}

/**
 * What moto 5.2.5 lets everybody do, so that it says nothing of it: services that it has not, who one is, and of some services
 * that speak REST all but what makes a thing.
 */
const SILENT = LONG ? /^(backup|cloudfront|guardduty|lightsail|route53|serverlessrepo|sts):/ : /^lightsail:/;

/** Permissions that are no call of an API, or of one that moto's botocore does not have. */
const NO_CALL =
  /^(backup-storage:MountCapsule|elasticloadbalancing:(Create|Delete)WebACLAssociation|elasticloadbalancing:GetLoadBalancerWebACL|lambda:InvokeFunction|logs:(Create|Delete)LogDelivery|elasticloadbalancing:SetWebAcl|cloudformation:TagResource)$/;

it("allows each layer what it needs, and refuses it what only the other five need", async () => {
  const { python, variables } = await installMoto();
  const calls = Object.fromEntries(representative().map((action, index) => [action, callers(action, index)]));
  const identities = Object.fromEntries(
    Object.entries(account.identities).map(([name, { accessKeyId, secretAccessKey, sessionToken }]) => [
      name,
      [accessKeyId, secretAccessKey, sessionToken],
    ]),
  );
  const input = JSON.stringify({
    endpoint: account.moto.endpoint,
    region: "eu-central-1",
    identities,
    calls,
  });
  const { stdout } = await execa(python, [join(import.meta.dirname, "calls.py")], { input, env: { ...variables } });
  const { refused, unknown }: { refused: Record<string, string[]>; unknown: string[] } = JSON.parse(stdout);

  expect(unknown.filter((action) => !NO_CALL.test(action))).toEqual([]);
  // Who has a role that allows nothing is refused everything: where not, nothing is enforced.
  const silent = Object.keys(refused).filter((action) => !refused[action]?.includes("nobody"));
  expect(silent.filter((action) => !SILENT.test(action))).toEqual([]);
  const enforced = Object.entries(refused).filter(([action]) => !silent.includes(action));
  expect(enforced.length).toBeGreaterThan(LONG ? 300 : 65);
  for (const layer of LAYERS) {
    const asked = enforced.filter(([action]) => calls[action]?.includes(layer));
    const needs = (action: string) => needed[layer]?.includes(action) === true;
    const own = asked.filter(([action]) => needs(action));
    const foreign = asked.filter(([action]) => !needs(action));
    expect(
      [own.length, foreign.length].every((count) => count > 5),
      layer,
    ).toBe(true);
    expect(
      own.filter(([, who]) => who.includes(layer)).map(([action]) => action),
      `${layer} needs`,
    ).toEqual([]);
    expect(
      foreign.filter(([, who]) => !who.includes(layer)).map(([action]) => action),
      `${layer} lacks`,
    ).toEqual([]);
  }
});

describe("the state in the bucket", () => {
  const Bucket = STATE.bucket;

  it.each(LAYERS)("is written by %s in its own prefix, read in its upstreams', and no more", async (layer) => {
    const s3 = clientOf(layer);
    try {
      for (const other of LAYERS) {
        const Key = stateOf(other);
        const reads = other === layer || neighbours[layer].upstreams.includes(other);
        expect(await isDone(read(s3, Key)), `reads ${other}`).toBe(reads);
        const put = s3.send(new PutObjectCommand({ Bucket, Key, Body: "{}" }));
        expect(await isDone(put), `writes ${other}`).toBe(other === layer);
        const history = `platform/.pulumi/history/${other}/threa-prod/1.json`;
        const note = s3.send(new PutObjectCommand({ Bucket, Key: history, Body: "{}" }));
        expect(await isDone(note), `history of ${other}`).toBe(other === layer);
        const foreign = `platform/.pulumi/stacks/${other}/threa-scaled.json`;
        const stray = s3.send(new PutObjectCommand({ Bucket, Key: foreign, Body: "{}" }));
        expect(await isDone(stray), `another environment's ${other}`).toBe(false);
      }
      const { KeyCount: count } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: "platform/.pulumi/" }));
      expect(count).toBeGreaterThan(5);
      expect(await isDone(read(s3, "platform/.pulumi/meta.yaml"))).toBe(true);
      const meta = s3.send(new DeleteObjectCommand({ Bucket, Key: "platform/.pulumi/meta.yaml" }));
      expect(await isDone(meta)).toBe(false);
    } finally {
      s3.destroy();
    }
  });
});

function clientOf(layer: LayerName): S3Client {
  const credentials = account.identities[layer];
  if (credentials === undefined) throw new Error(`nobody has taken the role of ${layer}`);
  const { endpoint } = account.moto;
  return new S3Client({ region: "eu-central-1", endpoint, credentials, forcePathStyle: true, maxAttempts: 1 });
}

/** The whole object: an answer that nobody reads would be cut off at the end. */
async function read(s3: S3Client, Key: string): Promise<string | undefined> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: STATE.bucket, Key }));
  return Body?.transformToString();
}

/** Whether a request was allowed; anything else that goes wrong is an error. */
async function isDone(request: Promise<unknown>): Promise<boolean> {
  try {
    await request;
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === "AccessDenied") return false;
    throw error;
  }
}
