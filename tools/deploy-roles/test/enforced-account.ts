/*
 * An account whose IAM is enforced: moto's, which looks at the actions of a policy, and at its resources for S3 alone. It takes
 * no notice of conditions and of other resources (moto 5.2.5, iam/access_control.py), so a policy is given to it without them;
 * what they do, own-things.test.ts says.
 */
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { AssumeRoleWithWebIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { type Moto, startMoto } from "@strata/moto";
import { LAYERS } from "@strata/shared-config";
import type { DeployRole } from "../src/deploy-roles.ts";
import { listOf, type PolicyDocument, type Statement } from "../src/statement.ts";

/** Key, secret and token of somebody who has taken a role. */
export interface Identity {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

export interface EnforcedAccount {
  readonly moto: Moto;
  /** By layer; and `nobody`, whose role allows nothing. */
  readonly identities: Readonly<Record<string, Identity>>;
  /** From now on roles count: until then everybody may do everything. */
  readonly enforce: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const REGION = "eu-central-1";

/** Makes the bucket with some objects and the roles, and lets each be taken. */
export async function openEnforcedAccount(
  roles: readonly DeployRole[],
  bucket: string,
  objects: readonly string[],
): Promise<EnforcedAccount> {
  const moto = await startMoto();
  const open = {
    region: REGION,
    endpoint: moto.endpoint,
    credentials: { accessKeyId: "admin", secretAccessKey: "admin" },
  };
  const iam = new IAMClient(open);
  const sts = new STSClient(open);
  const s3 = new S3Client({ ...open, forcePathStyle: true });
  try {
    await s3.send(
      new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration: { LocationConstraint: REGION } }),
    );
    for (const Key of objects) await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: "{}" }));
    const identities: Record<string, Identity> = {};
    const nobody = { name: "nobody", trust: roles[0]?.trust ?? {}, policies: {} };
    for (const { name, trust, policies } of [...roles, nobody]) {
      const { Role: role } = await iam.send(
        new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: JSON.stringify(trust) }),
      );
      for (const [policy, document] of Object.entries(policies)) {
        const PolicyDocument = JSON.stringify(asEnforced(document));
        await iam.send(new PutRolePolicyCommand({ RoleName: name, PolicyName: policy, PolicyDocument }));
      }
      const { Credentials: taken } = await sts.send(
        new AssumeRoleWithWebIdentityCommand({
          RoleArn: role?.Arn ?? "",
          RoleSessionName: "ci",
          WebIdentityToken: "a token of GitHub's",
        }),
      );
      const {
        AccessKeyId: accessKeyId = "",
        SecretAccessKey: secretAccessKey = "",
        SessionToken: sessionToken = "",
      } = taken ?? {};
      const who = LAYERS.find((layer) => name.includes(`-deploy-${layer}`)) ?? name;
      identities[who] = { accessKeyId, secretAccessKey, sessionToken };
    }
    const enforce = async () => {
      const answer = await fetch(`${moto.endpoint}/moto-api/reset-auth`, { method: "POST", body: "0" });
      if (!answer.ok) throw new Error(`moto does not enforce: ${answer.status}`);
    };
    return { moto, identities, enforce, stop: moto.stop };
  } catch (error) {
    await moto.stop();
    throw error;
  } finally {
    for (const client of [iam, sts, s3]) client.destroy();
  }
}

/** The services that moto asks IAM for under another name than IAM has: the one that requests are signed for. */
const SIGNED_AS: Readonly<Record<string, string>> = { cloudwatch: "monitoring", tag: "tagging" };

/** A policy as moto can evaluate it: a refusal under a condition would always be one, and is left out. */
function asEnforced({ Version, Statement: statements }: PolicyDocument): PolicyDocument {
  const kept = statements.filter(({ Effect, Condition }) => Effect === "Allow" || Condition === undefined);
  return { Version, Statement: kept.flatMap(enforcedForms) };
}

function enforcedForms({ Effect, Action, Resource }: Statement): readonly Statement[] {
  if (Effect === "Deny") return [{ Effect, Action, Resource }];
  const actions = listOf(Action);
  const stored = actions.filter((action) => action.startsWith("s3:"));
  const others = actions.filter((action) => !action.startsWith("s3:")).map(signedAs);
  const buckets = listOf(Resource).filter((arn) => arn === "*" || arn.startsWith("arn:aws:s3:::"));
  return [
    ...(stored.length === 0 ? [] : [{ Effect, Action: stored, Resource: buckets }]),
    ...(others.length === 0 ? [] : [{ Effect, Action: others, Resource: "*" }]),
  ];
}

/** Permissions that moto asks for by the name of the call. */
const CALLED: Readonly<Record<string, string>> = {
  "budgets:ModifyBudget": "budgets:CreateBudget",
  "budgets:ViewBudget": "budgets:DescribeBudget",
};

function signedAs(action: string): string {
  const called = CALLED[action];
  if (called !== undefined) return called;
  const [service = "", name] = action.split(":");
  return `${SIGNED_AS[service] ?? service}:${name}`;
}
