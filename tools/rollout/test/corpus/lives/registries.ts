import type { DataResource } from "../../../../../libs/shared-config/test/data-program.ts";
import { drop, type Life, promise, put, type Stacks } from "../corpus.ts";

const repository = (name: string, rest: object = {}): DataResource => ({
  name,
  type: "aws:ecr/repository:Repository",
  properties: { name: `registries-${name}`, ...rest },
});
const role = (name: string): DataResource => ({
  name: "role",
  type: "aws:iam/role:Role",
  properties: {
    name,
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" }],
    }),
  },
});
const policy = (action: string): DataResource => ({
  name: "policy",
  type: "aws:iam/rolePolicy:RolePolicy",
  properties: {
    name: "registries-read",
    role: "${role.id}",
    policy: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: action, Resource: "*" }] }),
  },
});
const parameter = (name: string, value: unknown, rest: object = {}): DataResource => ({
  name,
  type: "aws:ssm/parameter:Parameter",
  properties: { name: `/registries/${name}`, type: "String", value, ...rest },
});
const queue = (rest: object): DataResource => ({
  name: "work",
  type: "aws:sqs/queue:Queue",
  properties: { name: "registries-work", ...rest },
  deleteBeforeReplace: true,
});
const token = (value: string): DataResource => parameter("token", { secret: value }, { type: "SecureString" });

const first: Stacks = {
  cluster: {
    resources: [
      repository("api"),
      role("registries-role"),
      policy("s3:GetObject"),
      token("one"),
      queue({ delaySeconds: 0 }),
    ],
    outputs: {
      repositoryUrls: { api: "${api.repositoryUrl}" },
      roleName: "${role.name}",
      token: "${token.value}",
      queueUrl: "${work.url}",
    },
  },
  services: {
    resources: [
      parameter("image-api", "${cluster:repositoryUrls.api}:1"),
      parameter("role", "${cluster:roleName}"),
      parameter("token-of-services", "${cluster:token}", { type: "SecureString" }),
      parameter("work-url", "${cluster:queueUrl}"),
    ],
    outputs: {},
  },
};
const both = promise(put(first, "cluster", repository("web")), "cluster", {
  repositoryUrls: { api: "${api.repositoryUrl}", web: "${web.repositoryUrl}" },
});
const web = put(both, "services", parameter("image-web", "${cluster:repositoryUrls.web}:1"));
const newImage = put(web, "services", parameter("image-api", "${cluster:repositoryUrls.api}:2"));
const immutable = put(newImage, "cluster", repository("api", { imageTagMutability: "IMMUTABLE" }));
const allowed = put(immutable, "cluster", policy("s3:PutObject"));
const newRole = put(allowed, "cluster", role("registries-role-2"));
const secret = put(newRole, "cluster", token("two"));
const tagged = put(
  secret,
  "cluster",
  parameter("token", { secret: "two" }, { type: "SecureString", tags: { team: "core" } }),
);
const slower = put(tagged, "cluster", queue({ delaySeconds: 5 }));
const fifo = put(slower, "cluster", {
  ...queue({ delaySeconds: 5 }),
  properties: { name: "registries-work.fifo", fifoQueue: true, delaySeconds: 5 },
});
const noWeb = promise(drop(drop(fifo, "services", "image-web"), "cluster", "web"), "cluster", {
  repositoryUrls: { api: "${api.repositoryUrl}" },
});
const renamed = put(drop(noWeb, "cluster", "api"), "cluster", {
  ...repository("api-images"),
  properties: { name: "registries-api-images", imageTagMutability: "IMMUTABLE" },
});
const read = promise(renamed, "cluster", { repositoryUrls: { api: "${api-images.repositoryUrl}" } });

/** Repositories, roles and a secret that another layer reads: records of which it takes a member. */
export const registries: Life = {
  title: "registries",
  environment: "suna-prod",
  changes: [
    { title: "deploys an empty environment", stacks: first },
    { title: "adds a repository that nobody reads yet", stacks: both },
    { title: "reads it", stacks: web },
    { title: "edits what is written beside a value that is read", stacks: newImage },
    { title: "edits a repository in place, whose URL is read", stacks: immutable },
    { title: "edits a policy's document", stacks: allowed },
    { title: "replaces a role, whose name is read", stacks: newRole },
    { title: "edits a secret that is read", stacks: secret },
    { title: "tags the parameter of a secret that is read", stacks: tagged },
    { title: "edits a queue in place, whose URL is read", stacks: slower },
    { title: "replaces a queue, whose URL is another one then", stacks: fifo },
    { title: "takes a repository away with who reads it", stacks: noWeb },
    { title: "renames a repository whose URL is read under the same name", stacks: read },
  ],
};
