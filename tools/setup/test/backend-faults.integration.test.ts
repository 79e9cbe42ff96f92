/* What may go wrong while the place of a state is made, on AWS's API. */
import { CreateTableCommand, DescribeTableCommand } from "@aws-sdk/client-dynamodb";
import {
  CreateAliasCommand,
  CreateKeyCommand,
  ListKeysCommand,
  ListResourceTagsCommand,
  ScheduleKeyDeletionCommand,
} from "@aws-sdk/client-kms";
import {
  CreateBucketCommand,
  GetBucketTaggingCommand,
  NotFound,
  PutBucketAclCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { type Moto, startMoto } from "@strata/moto";
import { LOCK_TABLE_SHAPE } from "@strata/rollout";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { startForbidden } from "../../rollout/test/lock/aws-backend.ts";
import { type Aws, openAws } from "../src/aws/aws.ts";
import { bucketStep } from "../src/backend/bucket-step.ts";
import { lockTableStep } from "../src/backend/lock-table-step.ts";
import { stateKeyStep } from "../src/backend/state-key-step.ts";
import { planSetup, runSetup } from "../src/run-setup.ts";
import type { SetupStep } from "../src/steps/step.ts";
import { cutAws } from "./cut-aws.ts";
import { recordingHost } from "./recording-host.ts";

const REGION = "eu-central-1";
const ACCOUNT = "123456789012";
const OTHER_ACCOUNT = "210987654321";
let moto: Moto;
let aws: Aws;

beforeAll(async () => {
  moto = await startMoto();
});
afterAll(() => moto.stop());
beforeEach(() => {
  for (const [name, value] of Object.entries(moto.variables)) vi.stubEnv(name, value);
  aws = openAws(REGION);
  return () => {
    aws.close();
    vi.unstubAllEnvs();
  };
});

let count = 0;
/** Answers that name a bucket, a table and a key which nobody has. */
function freshAnswers(): Record<string, string> {
  const name = `acme-${++count}`;
  return {
    "state.backend": "s3",
    "state.bucket": name,
    "state.lockTable": name,
    "state.secrets": "kms",
    "state.key": `alias/${name}`,
  };
}

/** S3 with the credentials of another account than ours. */
async function otherAccount(): Promise<S3Client> {
  const sts = new STSClient({ region: REGION });
  const role = { RoleArn: `arn:aws:iam::${OTHER_ACCOUNT}:role/other`, RoleSessionName: "other" };
  const { Credentials: theirs } = await sts.send(new AssumeRoleCommand(role));
  sts.destroy();
  const credentials = {
    accessKeyId: theirs?.AccessKeyId ?? "",
    secretAccessKey: theirs?.SecretAccessKey ?? "",
    sessionToken: theirs?.SessionToken ?? "",
  };
  return new S3Client({ region: REGION, credentials, forcePathStyle: true });
}

function contextOf(answers: Record<string, string>, clients: Aws = aws) {
  const { host } = recordingHost();
  return { root: "/", environment: "acme", answers, secrets: new Map(), aws: clients, accountId: ACCOUNT, host };
}

async function changesOf(step: SetupStep, answers: Record<string, string>) {
  const planned = await planSetup([step], contextOf(answers));
  return planned.flatMap(({ prepared }) => prepared.changes);
}

describe.each([bucketStep, lockTableStep, stateKeyStep])("the step $id", (step) => {
  it("F43 completes after a cut at each of its calls", async () => {
    const whole = cutAws(openAws(REGION), Number.POSITIVE_INFINITY);
    await runSetup([step], contextOf(freshAnswers(), whole.aws));
    whole.aws.close();
    expect(whole.counts.calls).toBeGreaterThan(2);
    for (let call = 1; call <= whole.counts.calls; call++) {
      const answers = freshAnswers();
      const cut = cutAws(openAws(REGION), call);
      await expect(runSetup([step], contextOf(answers, cut.aws))).rejects.toThrow(`cut off after call ${call}`);
      cut.aws.close();
      await runSetup([step], contextOf(answers));
      expect(await runSetup([step], contextOf(answers)), `after a cut at call ${call}`).toEqual([]);
    }
  });
});

it("F43 makes one key, however often it is cut off", async () => {
  const kms = await aws.kms();
  const { Keys = [] } = await kms.send(new ListKeysCommand({ Limit: 1000 }));
  const made = await Promise.all(Keys.map(({ KeyId }) => kms.send(new ListResourceTagsCommand({ KeyId }))));
  const aliases = made.map(({ Tags = [] }) => Tags.find(({ TagKey }) => TagKey === "strata:alias")?.TagValue);
  expect(aliases.length).toBeGreaterThan(2);
  expect(new Set(aliases).size).toBe(aliases.length);
});

describe("the bucket of the state", () => {
  const name = (answers: Record<string, string>) => answers["state.bucket"] ?? "";

  it("PROL-096: is closed, versioned, encrypted, and takes nothing that comes without TLS", async () => {
    const answers = freshAnswers();
    expect(await changesOf(bucketStep, answers)).toEqual([
      { action: "create", what: `S3 bucket ${name(answers)}`, detail: "versioned, encrypted, private, TLS only" },
    ]);
    await runSetup([bucketStep], contextOf(answers));
    expect(await changesOf(bucketStep, answers)).toEqual([{ action: "keep", what: `S3 bucket ${name(answers)}` }]);
  });

  it("PROL-095: that is there is taken, given what it lacks, and keeps its own tags", async () => {
    const answers = freshAnswers();
    const s3 = await aws.s3();
    await s3.send(new CreateBucketCommand({ Bucket: name(answers) }));
    const Tagging = { TagSet: [{ Key: "team", Value: "core" }] };
    await s3.send(new PutBucketTaggingCommand({ Bucket: name(answers), Tagging }));
    expect(await changesOf(bucketStep, answers)).toMatchObject([
      {
        action: "change",
        detail: expect.stringMatching(/^public access block, versioning, .*TLS only, end of old versions, tags$/),
      },
    ]);
    await runSetup([bucketStep], contextOf(answers));
    expect((await s3.send(new GetBucketTaggingCommand({ Bucket: name(answers) }))).TagSet).toEqual([
      { Key: "team", Value: "core" },
      { Key: "strata:part", Value: "state" },
    ]);
  });

  it("F45 whose name another account has is refused, with what to choose instead", async () => {
    const forbidden = await startForbidden();
    vi.stubEnv("AWS_ENDPOINT_URL", forbidden.endpoint);
    const refused = openAws(REGION);
    await expect(planSetup([bucketStep], contextOf(freshAnswers(), refused))).rejects.toMatchObject({
      code: "BUCKET_TAKEN",
      message: expect.stringContaining("belongs to another account"),
      hint: expect.stringContaining("choose another name (state.bucket)"),
    });
    expect(forbidden.counts.came).toBe(1);
    refused.close();
    await forbidden.stop();
  });

  it("F45 whose name another account takes in between is refused", async () => {
    const answers = freshAnswers();
    const other = await otherAccount();
    await other.send(new CreateBucketCommand({ Bucket: name(answers) }));
    other.destroy();
    const s3 = await aws.s3();
    s3.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          if (commandName !== "HeadBucketCommand") return next(args);
          throw new NotFound({ message: "", $metadata: { httpStatusCode: 404 } });
        },
      { step: "initialize" },
    );
    await expect(runSetup([bucketStep], contextOf(answers))).rejects.toMatchObject({ code: "BUCKET_TAKEN" });
  });

  it("F45 that is open to the public is refused, and stays as it is", async () => {
    const answers = freshAnswers();
    const s3 = await aws.s3();
    await s3.send(new CreateBucketCommand({ Bucket: name(answers), ObjectOwnership: "ObjectWriter" }));
    await s3.send(new PutBucketAclCommand({ Bucket: name(answers), ACL: "public-read" }));
    const statement = {
      Sid: "Site",
      Effect: "Allow",
      Principal: "*",
      Action: "s3:GetObject",
      Resource: `arn:aws:s3:::${name(answers)}/*`,
    };
    const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    await s3.send(new PutBucketPolicyCommand({ Bucket: name(answers), Policy }));
    await expect(changesOf(bucketStep, answers)).rejects.toMatchObject({
      code: "BUCKET_UNFIT",
      message: `the S3 bucket ${name(answers)} cannot hold the state: it is open to the public: its policy lets everybody in (Site); its access list has the group AllUsers`,
    });
  });

  it("that lies in another region is refused", async () => {
    const answers = freshAnswers();
    const elsewhere = openAws("eu-west-1");
    await (await elsewhere.s3()).send(new CreateBucketCommand({ Bucket: name(answers) }));
    elsewhere.close();
    await expect(changesOf(bucketStep, answers)).rejects.toMatchObject({
      code: "BUCKET_UNFIT",
      message: expect.stringContaining("it lies in eu-west-1, and the environment in eu-central-1"),
    });
  });
});

describe("the table of the locks", () => {
  it("PROL-097: is what a rollout locks with, and cannot be deleted by mistake", async () => {
    const answers = freshAnswers();
    await runSetup([lockTableStep], contextOf(answers));
    const dynamodb = await aws.dynamodb();
    const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: answers["state.lockTable"] }));
    expect(Table).toMatchObject({ KeySchema: LOCK_TABLE_SHAPE.KeySchema, DeletionProtectionEnabled: true });
    expect(await runSetup([lockTableStep], contextOf(answers))).toEqual([]);
  });

  it("with another key is refused, and stays as it is", async () => {
    const answers = freshAnswers();
    const dynamodb = await aws.dynamodb();
    await dynamodb.send(
      new CreateTableCommand({
        TableName: answers["state.lockTable"],
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: [{ AttributeName: "id", AttributeType: "N" }],
        KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      }),
    );
    await expect(changesOf(lockTableStep, answers)).rejects.toMatchObject({
      code: "LOCK_UNAVAILABLE",
      message: expect.stringContaining("has the key id N HASH, and has to have LockID S HASH"),
    });
  });
});

describe("the key of the secrets", () => {
  it("that is going to be deleted is refused", async () => {
    const answers = freshAnswers();
    const kms = await aws.kms();
    const { KeyMetadata } = await kms.send(new CreateKeyCommand({ KeyUsage: "ENCRYPT_DECRYPT" }));
    const KeyId = KeyMetadata?.KeyId;
    await kms.send(new CreateAliasCommand({ AliasName: answers["state.key"], TargetKeyId: KeyId }));
    await kms.send(new ScheduleKeyDeletionCommand({ KeyId }));
    await expect(changesOf(stateKeyStep, answers)).rejects.toMatchObject({
      code: "KEY_UNFIT",
      message: expect.stringContaining("is PendingDeletion, and has to be Enabled"),
    });
  });
});
