// Two steps, one after the other, every night.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const lambdaRole = new aws.iam.Role("steps-lambda", {
  assumeRolePolicy: {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } }],
  },
});
new aws.iam.RolePolicyAttachment("steps-lambda", {
  role: lambdaRole,
  policyArn: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
});

const step = (name: string, body: string) =>
  new aws.lambda.Function(name, {
    runtime: "nodejs20.x",
    handler: "index.handler",
    role: lambdaRole.arn,
    publish: true,
    code: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset(body) }),
  });
const load = step("load", "exports.handler = async () => ({ rows: [1, 2, 3] });");
const sum = step("sum", "exports.handler = async ({ rows }) => rows.reduce((a, b) => a + b, 0);");

const machineRole = new aws.iam.Role("machine", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "states.amazonaws.com" }),
});
new aws.iam.RolePolicy("machine", {
  role: machineRole.id,
  policy: pulumi.all([load.arn, sum.arn]).apply((arns) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: "lambda:InvokeFunction", Resource: arns.flatMap((arn) => [arn, `${arn}:*`]) },
      ],
    }),
  ),
});

const logs = new aws.cloudwatch.LogGroup("machine", { namePrefix: "/aws/vendedlogs/states/", retentionInDays: 7 });
const machine = new aws.sfn.StateMachine("nightly", {
  roleArn: machineRole.arn,
  type: "STANDARD",
  loggingConfiguration: { level: "ALL", includeExecutionData: true, logDestination: pulumi.interpolate`${logs.arn}:*` },
  definition: pulumi.jsonStringify({
    StartAt: "Load",
    States: {
      Load: { Type: "Task", Resource: load.arn, Next: "Sum", Retry: [{ ErrorEquals: ["States.ALL"], MaxAttempts: 2 }] },
      Sum: { Type: "Task", Resource: sum.arn, End: true },
    },
  }),
});
const activity = new aws.sfn.Activity("approve");

const schedulerRole = new aws.iam.Role("nightly", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "scheduler.amazonaws.com" }),
  inlinePolicies: [
    {
      name: "start",
      policy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "states:StartExecution", Resource: machine.arn }],
      }),
    },
  ],
});
const group = new aws.scheduler.ScheduleGroup("nightly");
const schedule = new aws.scheduler.Schedule("nightly", {
  groupName: group.name,
  scheduleExpression: "cron(0 2 * * ? *)",
  scheduleExpressionTimezone: "Europe/Madrid",
  flexibleTimeWindow: { mode: "FLEXIBLE", maximumWindowInMinutes: 15 },
  target: { arn: machine.arn, roleArn: schedulerRole.arn, input: JSON.stringify({ night: true }) },
});

export const machineArn = machine.arn;
export const machineId = machine.id;
export const machineName = machine.name;
export const status = machine.status;
export const logGroup = logs.name;
export const version = load.version;
export const qualified = load.qualifiedArn;
export const activityArn = activity.id;
export const scheduleArn = schedule.arn;
export const scheduleGroupArn = group.arn;
