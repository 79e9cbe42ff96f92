import { Refusal } from "../operations/cloud.ts";
import { hasUnknown, properties, text, UNKNOWN, type Value, type Values } from "../wire/values.ts";
import { type ComponentContext, type ComponentMaker, inRegion, reference } from "./component.ts";
import { type ChosenLogGroup, chooseLogGroup } from "./log-group.ts";
import { output, type Registered } from "./monitor.ts";
import { type ChosenRole, chooseRole, trustOf } from "./role.ts";

/** Simulates `awsx.cloudtrail.Trail`: a bucket with its policy, a log group and a role where one is wanted, the trail. */
export const trail: ComponentMaker = async (context) => {
  const { inputs, name } = context;
  const bucket = await chooseBucket(context, properties(inputs.s3Bucket));
  const policy = await context.child(
    "aws:s3/bucketPolicy:BucketPolicy",
    name,
    { ...inRegion(inputs), bucket: bucket.name, policy: bucketPolicy(bucket.arn) },
    { dependsOn: present(bucket.made), uses: { bucket: present(bucket.made), policy: present(bucket.made) } },
  );
  const wish = properties(inputs.cloudWatchLogsGroup);
  const logs = wish.enable === true ? await chooseLogGroup(context, wish, inRegion(inputs)) : undefined;
  const role: ChosenRole = logs?.made ? await logsRole(context, logs) : {};
  const made = await context.child(
    "aws:cloudtrail/trail:Trail",
    name,
    {
      ...inputs,
      s3BucketName: bucket.name,
      cloudWatchLogsGroupArn: logs ? joined(logs.arn, ":*") : null,
      cloudWatchLogsRoleArn: role.arn ?? null,
    },
    {
      dependsOn: [policy],
      uses: {
        s3BucketName: present(bucket.made),
        cloudWatchLogsGroupArn: present(logs?.made),
        cloudWatchLogsRoleArn: present(role.role),
      },
    },
  );
  return {
    trail: reference(made),
    ...(bucket.made ? { bucket: reference(bucket.made) } : {}),
    ...(logs?.made ? { logGroup: reference(logs.made) } : {}),
  };
};

interface ChosenBucket {
  readonly name: Value;
  readonly arn: Value;
  readonly made?: Registered;
}

async function chooseBucket(context: ComponentContext, wish: Values): Promise<ChosenBucket> {
  if (wish.existing !== undefined && wish.args !== undefined) {
    throw new Refusal("Can't define bucket args if specifying an existing bucket");
  }
  if (wish.existing === undefined) {
    const inputs = { ...inRegion(context.inputs), forceDestroy: true, ...properties(wish.args) };
    const made = await context.child("aws:s3/bucket:Bucket", context.name, inputs);
    return { name: output(made, "bucket"), arn: output(made, "arn"), made };
  }
  const { arn, name } = properties(wish.existing);
  if (arn !== undefined) return { arn, name: text(arn)?.split(":").at(-1) ?? UNKNOWN };
  if (name !== undefined) return { name, arn: name === UNKNOWN ? UNKNOWN : `arn:aws:s3:::${name}` };
  throw new Refusal("One of an existing bucket's name or ARN must be specified");
}

const CLOUDTRAIL = "cloudtrail.amazonaws.com";

function bucketPolicy(bucketArn: Value): Value {
  const write = {
    Action: ["s3:PutObject"],
    Resource: [joined(bucketArn, "/*")],
    Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
  };
  return policy([
    {
      Sid: "AWSCloudTrailAclCheck",
      Effect: "Allow",
      Principal: { Service: CLOUDTRAIL },
      Action: ["s3:GetBucketAcl"],
      Resource: [bucketArn],
    },
    { Sid: "AWSCloudTrailWrite", Effect: "Allow", Principal: { Service: CLOUDTRAIL }, ...write },
  ]);
}

/** Lets the service write to the log group. */
async function logsRole(context: ComponentContext, logs: ChosenLogGroup): Promise<ChosenRole> {
  const { accountId } = await context.invoke("aws:index/getCallerIdentity:getCallerIdentity", {});
  const Resource = [joined(logs.arn, `:log-stream:${accountId}_CloudTrail_*`)];
  const actions = ["logs:CreateLogStream", "logs:PutLogEvents"];
  const statements = actions.map((action) => ({ Effect: "Allow", Action: [action], Resource }));
  const inputs = {
    assumeRolePolicy: trustOf(CLOUDTRAIL, "AllowAssumeRole"),
    inlinePolicies: [{ policy: policy(statements) }],
  };
  return chooseRole(context, context.name, {}, { inputs });
}

function policy(statements: readonly Values[]): Value {
  return hasUnknown(statements) ? UNKNOWN : JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

function joined(value: Value, end: string): Value {
  return value === UNKNOWN ? UNKNOWN : `${value}${end}`;
}

function present(resource: Registered | undefined): readonly Registered[] {
  return resource ? [resource] : [];
}
