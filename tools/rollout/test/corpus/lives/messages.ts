import type { DataResource } from "../../../../../libs/shared-config/test/data-program.ts";
import { drop, type Life, promise, put, type Stacks } from "../corpus.ts";

const topic = (name: string, rest: object = {}): DataResource => ({
  name,
  type: "aws:sns/topic:Topic",
  properties: { name: `messages-${name}`, ...rest },
});
const queue = (name: string, rest: object = {}): DataResource => ({
  name,
  type: "aws:sqs/queue:Queue",
  properties: { name: `messages-${name}`, ...rest },
});
const parameter = (name: string, value: unknown, rest: object = {}): DataResource => ({
  name,
  type: "aws:ssm/parameter:Parameter",
  properties: { name: `/messages/${name}`, type: "String", value, ...rest },
});
const logs = (name: string, rest: object = {}): DataResource => ({
  name,
  type: "aws:cloudwatch/logGroup:LogGroup",
  properties: { name: `/messages/${name}`, ...rest },
});
const subscription = (name: string, to: string, endpoint: string): DataResource => ({
  name,
  type: "aws:sns/topicSubscription:TopicSubscription",
  properties: { topic: to, protocol: "sqs", endpoint },
});

const first: Stacks = {
  network: {
    resources: [topic("events"), logs("flow", { retentionInDays: 7 }), parameter("stage", "blue")],
    outputs: {
      topicArn: "${events.arn}",
      stage: "${stage.value}",
      names: { events: "${events.name}", flow: "${flow.name}" },
    },
  },
  data: {
    resources: [
      queue("jobs", { visibilityTimeoutSeconds: 30 }),
      subscription("to-jobs", "${network:topicArn}", "${jobs.arn}"),
      parameter("jobs-url", "${jobs.url}"),
      parameter("stage-of-data", "${network:stage}"),
    ],
    outputs: { queueUrl: "${jobs.url}", queueArn: "${jobs.arn}", stage: "${stage-of-data.value}" },
  },
  services: {
    resources: [
      parameter("consumer", "reads ${data:queueUrl}"),
      parameter("stage-of-services", "${data:stage}"),
      logs("app", { retentionInDays: 3 }),
    ],
    outputs: { consumer: "${consumer.name}" },
  },
};
const slower = put(first, "data", queue("jobs", { visibilityTimeoutSeconds: 60 }));
const tagged = put(slower, "network", topic("events", { tags: { team: "core" } }));
const letters = put(tagged, "data", queue("letters"));
const read = put(
  promise(letters, "data", { lettersUrl: "${letters.url}" }),
  "services",
  parameter("letters-of", "${data:lettersUrl}"),
);
const unread = drop(promise(read, "data", { lettersUrl: undefined }), "services", "letters-of");
const without = drop(unread, "data", "letters");
const renamed = put(drop(without, "services", "app"), "services", {
  ...logs("app-logs", { retentionInDays: 3, name: "/messages/app-logs" }),
});
const aliased = put(drop(renamed, "services", "app-logs"), "services", {
  ...logs("service-logs", { retentionInDays: 3, name: "/messages/app-logs" }),
  aliases: ["app-logs"],
});
const green = put(aliased, "network", parameter("stage", "green"));
const newTopic = put(green, "network", topic("events", { name: "messages-events-2", tags: { team: "core" } }));
const newQueue = put(newTopic, "data", queue("jobs", { name: "messages-jobs-2", visibilityTimeoutSeconds: 60 }));
const busy = drop(
  put(
    put(newQueue, "network", logs("flow", { retentionInDays: 30 }), topic("alerts")),
    "data",
    parameter("alerts", "${network:names.flow}"),
  ),
  "services",
  "service-logs",
);
const strings = put(busy, "data", parameter("stage-of-data", "${network:stage}", { description: "which one serves" }));
const listed = put(strings, "data", parameter("jobs-url", "${jobs.url}", { type: "StringList" }));

/** Topics, queues and parameters in three layers, through whose outputs values go. */
export const messages: Life = {
  title: "messages",
  environment: "suna-dev",
  changes: [
    { title: "deploys an empty environment", stacks: first },
    { title: "edits a property in place that nobody reads", stacks: slower },
    { title: "tags a topic whose ARN is read", stacks: tagged },
    { title: "adds a queue", stacks: letters },
    { title: "adds an output and who reads it", stacks: read },
    { title: "takes an output away with who reads it", stacks: unread },
    { title: "removes a queue", stacks: without },
    { title: "renames a log group", stacks: renamed },
    { title: "renames a resource that keeps its alias", stacks: aliased },
    { title: "changes nothing", stacks: aliased },
    { title: "edits a value that goes through three layers", stacks: green },
    { title: "replaces a topic, and so who is subscribed to it", stacks: newTopic },
    { title: "replaces a queue whose address two layers write down", stacks: newQueue },
    { title: "edits, adds and removes in three layers at once", stacks: busy },
    { title: "describes a parameter whose value is read", stacks: strings },
    { title: "edits the type of a parameter", stacks: listed },
  ],
};
