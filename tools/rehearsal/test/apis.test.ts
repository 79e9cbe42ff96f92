import { afterEach, expect, it } from "vitest";
import { Faults } from "../src/faults/faults.ts";
import { serveApis } from "../src/http/server.ts";
import { create, read } from "../src/operations/lifecycle.ts";
import { memoryCloud, scopeIn, urnOf } from "./memory-cloud.ts";

const REGION = "eu-central-1";
const scope = scopeIn(REGION);
const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ecs-tasks.amazonaws.com" } }],
});
const open: (() => void)[] = [];

afterEach(() => {
  for (const close of open.splice(0)) close();
});

/** A cloud that is asked as AWS's SDK asks. */
async function served() {
  const cloud = memoryCloud();
  const { port, server } = await serveApis(
    cloud,
    new Faults({ cloud, log: () => undefined, crash: () => Promise.reject(new Error("crash")) }),
  );
  open.push(() => server.close().closeAllConnections());
  const ask = async (target: string, body: object, region = REGION) => {
    const answer = await fetch(`http://127.0.0.1:${port}/`, {
      method: "POST",
      headers: {
        "x-amz-target": target,
        authorization: `AWS4-HMAC-SHA256 Credential=AKIA/20261120/${region}/tagging/aws4_request, Signature=0`,
      },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.json() };
  };
  const make = (type: string, name: string, inputs: Parameters<typeof create>[2]) =>
    create(cloud, { type, urn: urnOf(type, name) }, inputs, scope, false);
  return { cloud, ask, make };
}

const GET = "ResourceGroupsTaggingAPI_20170126.GetResources";

it("lists what has a tag, page by page, without what AWS does not list", async () => {
  const { ask, make } = await served();
  const tags = { "strata:environment": "threa-prod" };
  for (const name of ["a", "b", "c"]) make("aws:sns/topic:Topic", name, { name, tags });
  make("aws:sns/topic:Topic", "other", { name: "other", tags: { "strata:environment": "suna-prod" } });
  make("aws:iam/role:Role", "role", { name: "role", assumeRolePolicy: TRUST, tags });
  const filter = { TagFilters: [{ Key: "strata:environment", Values: ["threa-prod"] }], ResourcesPerPage: 2 };
  const first = await ask(GET, filter);
  expect(first.body.ResourceTagMappingList).toHaveLength(2);
  const second = await ask(GET, { ...filter, PaginationToken: first.body.PaginationToken });
  expect(second.body).toMatchObject({
    PaginationToken: "",
    ResourceTagMappingList: [{ ResourceARN: `arn:aws:sns:${REGION}:123456789012:c` }],
  });
  // Where global services list what they hold: a role is not among it.
  expect((await ask(GET, filter, "us-east-1")).body.ResourceTagMappingList).toEqual([]);
});

it("answers nothing that it does not know", async () => {
  const { ask } = await served();
  expect((await ask("DynamoDB_20120810.PutItem", {})).status).toBe(501);
});

it("reads without any state as an import does: by the name that the type's import has", async () => {
  const { cloud, make } = await served();
  const type = "aws:ec2/routeTableAssociation:RouteTableAssociation";
  make(type, "a", { subnetId: "subnet-1", routeTableId: "rtb-1" });
  const [row] = cloud.account.ofUrn(urnOf(type, "a"));
  const subject = { type, urn: urnOf(type, "a") };
  expect(read(cloud, subject, "subnet-1/rtb-1", {}, {}, scope)?.id).toBe(row?.id);
  expect(read(cloud, subject, row?.id ?? "", {}, {}, scope)).toBeUndefined();
  expect(read(cloud, subject, row?.id ?? "", row?.outputs ?? {}, {}, scope)?.id).toBe(row?.id);
});

const ECS = "AmazonEC2ContainerServiceV20141113";
const DEFINITION = {
  family: "jobs",
  containerDefinitions: JSON.stringify([
    {
      name: "app",
      image: "jobs",
      memory: 128,
      logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": "/jobs", "awslogs-stream-prefix": "job" } },
    },
  ]),
};

it("runs a one-off task well and at once, one for each client token, and keeps what it wrote", async () => {
  const { ask, make } = await served();
  make("aws:ecs/cluster:Cluster", "main", { name: "main" });
  make("aws:ecs/taskDefinition:TaskDefinition", "jobs", DEFINITION);
  make("aws:cloudwatch/logGroup:LogGroup", "jobs", { name: "/jobs" });
  const run = { cluster: "main", taskDefinition: "jobs:1", startedBy: "me", clientToken: "one" };
  const first = await ask(`${ECS}.RunTask`, run);
  const [task] = first.body.tasks;
  expect((await ask(`${ECS}.RunTask`, run)).body.tasks[0].taskArn).toBe(task.taskArn);
  const listed = await ask(`${ECS}.ListTasks`, { family: "jobs", desiredStatus: "STOPPED" });
  expect(listed.body.taskArns).toEqual([task.taskArn]);
  const described = await ask(`${ECS}.DescribeTasks`, { cluster: "main", tasks: [task.taskArn, "gone"] });
  expect(described.body).toMatchObject({
    tasks: [{ lastStatus: "STOPPED", startedBy: "me", containers: [{ name: "app", exitCode: 0 }] }],
    failures: [{ arn: "gone", reason: "MISSING" }],
  });
  const logStreamName = `job/app/${task.taskArn.split("/").at(-1)}`;
  const log = await ask("Logs_20140328.GetLogEvents", { logGroupName: "/jobs", logStreamName });
  expect(log.body.events).toMatchObject([{ message: "simulated: jobs" }]);
});

it("refuses a task in a cluster that is not there, in ECS's words", async () => {
  const { ask } = await served();
  expect(await ask(`${ECS}.RunTask`, { cluster: "main", taskDefinition: "jobs" })).toEqual({
    status: 400,
    body: { __type: "ClusterNotFoundException", message: "Cluster not found." },
  });
});

it("forgets the tasks of a task definition that is gone", async () => {
  const { cloud, ask, make } = await served();
  make("aws:ecs/cluster:Cluster", "main", { name: "main" });
  make("aws:ecs/taskDefinition:TaskDefinition", "jobs", DEFINITION);
  await ask(`${ECS}.RunTask`, { cluster: "main", taskDefinition: "jobs" });
  const [row] = cloud.account.ofUrn(urnOf("aws:ecs/taskDefinition:TaskDefinition", "jobs"));
  if (row !== undefined) cloud.account.delete(row, row.urn);
  make("aws:ecs/taskDefinition:TaskDefinition", "jobs", DEFINITION);
  expect((await ask(`${ECS}.ListTasks`, { desiredStatus: "STOPPED" })).body).toEqual({ taskArns: [] });
});
