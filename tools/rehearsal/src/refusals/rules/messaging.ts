import { parseJson } from "../../wire/equality.ts";
import { isObject, text, texts } from "../../wire/values.ts";
import { amount, isSet, named, objects } from "./read.ts";
import type { Rule, Rules } from "./rule.ts";

const QUEUE = "aws:sqs/queue:Queue";
const TOPIC = "aws:sns/topic:Topic";
const TABLE = "aws:dynamodb/table:Table";
const FUNCTION = "aws:lambda/function:Function";
const SET = "Amazon SQS API Reference, SetQueueAttributes";

/** Attributes of a queue: least, most. Source: Amazon SQS API Reference, SetQueueAttributes. */
const LIMITS: Readonly<Record<string, readonly [number, number]>> = {
  delaySeconds: [0, 900],
  maxMessageSize: [1024, 1_048_576],
  messageRetentionSeconds: [60, 1_209_600],
  receiveWaitTimeSeconds: [0, 20],
  visibilityTimeoutSeconds: [0, 43_200],
};

/** What the endpoint of a subscription looks like. Source: Amazon SNS API Reference, Subscribe. */
const ENDPOINTS: Readonly<Record<string, RegExp>> = {
  email: /^[^@\s]+@[^@\s]+$/,
  "email-json": /^[^@\s]+@[^@\s]+$/,
  http: /^http:\/\//,
  https: /^https:\/\//,
  sqs: /^arn:[^:]+:sqs:/,
  lambda: /^arn:[^:]+:lambda:/,
  firehose: /^arn:[^:]+:firehose:/,
  application: /^arn:[^:]+:sns:/,
  sms: /^\+?[\d-]+$/,
};

/** Names that a function's environment cannot set. Source: AWS Lambda Developer Guide, Defined runtime environment variables. */
const RESERVED = [
  "_HANDLER",
  "_X_AMZN_TRACE_ID",
  "AWS_DEFAULT_REGION",
  "AWS_REGION",
  "AWS_EXECUTION_ENV",
  "AWS_LAMBDA_FUNCTION_NAME",
  "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
  "AWS_LAMBDA_FUNCTION_VERSION",
  "AWS_LAMBDA_INITIALIZATION_TYPE",
  "AWS_LAMBDA_LOG_GROUP_NAME",
  "AWS_LAMBDA_LOG_STREAM_NAME",
  "AWS_ACCESS_KEY",
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_LAMBDA_RUNTIME_API",
  "LAMBDA_TASK_ROOT",
  "LAMBDA_RUNTIME_DIR",
];

/** Queues, topics, tables and functions. */
export const messaging: Rules = [
  row(
    QUEUE,
    "a queue's name ends in .fifo where it is a FIFO queue, and nowhere else",
    "InvalidParameterValue",
    "Amazon SQS API Reference, CreateQueue",
    ({ inputs }) =>
      isFifoName(inputs.name, inputs.fifoQueue === true, 80)
        ? undefined
        : "The name of a queue can only include alphanumeric characters, hyphens, or underscores, 1 to 80 in length; that of a FIFO queue must end with .fifo suffix.",
  ),
  row(QUEUE, "a queue's times and sizes are in their ranges", "InvalidAttributeValue", SET, ({ inputs }) => {
    const bad = Object.entries(LIMITS).find(
      ([name, [least, most]]) => (amount(inputs[name]) ?? least) < least || (amount(inputs[name]) ?? least) > most,
    );
    return bad && `Invalid value for the parameter ${bad[0]}.`;
  }),
  row(
    QUEUE,
    "a queue's redrive policy is JSON with a queue's ARN and a count from 1 to 1000",
    "InvalidParameterValue",
    SET,
    ({ inputs }) => {
      if (!isSet(inputs.redrivePolicy)) return undefined;
      const policy = parseJson(text(inputs.redrivePolicy) ?? "");
      const count = isObject(policy) ? (amount(policy.maxReceiveCount) ?? 0) : 0;
      return isObject(policy) && isSet(policy.deadLetterTargetArn) && count >= 1 && count <= 1000
        ? undefined
        : "Value for parameter RedrivePolicy is invalid.";
    },
  ),
  row(
    TOPIC,
    "a topic's name ends in .fifo where it is a FIFO topic, and nowhere else",
    "InvalidParameter",
    "Amazon SNS API Reference, CreateTopic",
    ({ inputs }) =>
      isFifoName(inputs.name, inputs.fifoTopic === true, 256) ? undefined : "Invalid parameter: Topic Name",
  ),
  row(
    "aws:sns/topicSubscription:TopicSubscription",
    "a subscription's protocol is one that SNS has",
    "InvalidParameter",
    "Amazon SNS API Reference, Subscribe",
    ({ inputs }) =>
      ENDPOINTS[text(inputs.protocol) ?? ""]
        ? undefined
        : `Invalid parameter: Does not support this protocol string: ${inputs.protocol}`,
  ),
  row(
    "aws:sns/topicSubscription:TopicSubscription",
    "a subscription's endpoint fits its protocol",
    "InvalidParameter",
    "Amazon SNS API Reference, Subscribe",
    ({ inputs }) => {
      const [form, endpoint] = [ENDPOINTS[text(inputs.protocol) ?? ""], text(inputs.endpoint)];
      return !form || endpoint === undefined || form.test(endpoint)
        ? undefined
        : `Invalid parameter: ${inputs.protocol} endpoint`;
    },
  ),
  row(
    TABLE,
    "a table's attributes are the keys of the table and of its indexes",
    "ValidationException",
    "Amazon DynamoDB API Reference, CreateTable",
    ({ inputs }) => {
      const indexes = [...objects(inputs.globalSecondaryIndexes), ...objects(inputs.localSecondaryIndexes)];
      const keys = new Set(
        [inputs, ...indexes].flatMap((one) => [
          ...texts([one.hashKey ?? null, one.rangeKey ?? null]),
          ...objects(one.keySchemas).flatMap(({ attributeName }) => text(attributeName) ?? []),
        ]),
      );
      const defined = objects(inputs.attributes).flatMap(({ name }) => text(name) ?? []);
      if (defined.length === 0) return undefined;
      const missing = [...keys].some((key) => !defined.includes(key));
      if (missing)
        return "One or more parameter values were invalid: Some index key attributes are not defined in AttributeDefinitions.";
      return defined.every((name) => keys.has(name))
        ? undefined
        : "One or more parameter values were invalid: Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions";
    },
  ),
  row(
    TABLE,
    "a provisioned table has capacities, one paid by request has none",
    "ValidationException",
    "Amazon DynamoDB API Reference, CreateTable",
    ({ inputs }) => {
      const given = [inputs.readCapacity, inputs.writeCapacity].filter((one) => (amount(one) ?? 0) > 0).length;
      if (inputs.billingMode === "PAY_PER_REQUEST")
        return given === 0
          ? undefined
          : "One or more parameter values were invalid: Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST";
      return given === 2 ? undefined : "No provisioned throughput specified for the table";
    },
  ),
  row(
    FUNCTION,
    "a function from a package has a runtime and a handler",
    "InvalidParameterValueException",
    "AWS Lambda API Reference, CreateFunction",
    ({ inputs }) =>
      inputs.packageType === "Image" || (isSet(inputs.runtime) && isSet(inputs.handler))
        ? undefined
        : "Runtime and Handler are mandatory parameters for functions created with deployment packages.",
  ),
  row(
    FUNCTION,
    "a function's environment sets no name that Lambda keeps",
    "InvalidParameterValueException",
    "AWS Lambda Developer Guide, Working with Lambda environment variables",
    ({ inputs }) => {
      const variables =
        isObject(inputs.environment) && isObject(inputs.environment.variables) ? inputs.environment.variables : {};
      const bad = RESERVED.find((name) => name in variables);
      return (
        bad &&
        `Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${bad}`
      );
    },
  ),
  row(
    "aws:lambda/eventSourceMapping:EventSourceMapping",
    "a queue hides a message at least as long as the function that reads it may run",
    "InvalidParameterValueException",
    "AWS Lambda Developer Guide, Using Lambda with Amazon SQS",
    (attempt) => {
      const queue = named(attempt, QUEUE, attempt.inputs.eventSourceArn);
      const reader = named(attempt, FUNCTION, attempt.inputs.functionName);
      const [hidden, runs] = [
        amount(queue?.inputs.visibilityTimeoutSeconds) ?? 30,
        amount(reader?.inputs.timeout) ?? 3,
      ];
      return queue && reader && hidden < runs
        ? `Queue visibility timeout: ${hidden} seconds is less than Function timeout: ${runs} seconds`
        : undefined;
    },
  ),
];

function row(type: string, rule: string, code: string, source: string, broken: Rule["broken"]): Rule {
  return { types: [type], rule, code, source, broken };
}

function isFifoName(value: Parameters<typeof text>[0], fifo: boolean, most: number): boolean {
  const name = text(value);
  if (name === undefined) return true;
  return name.length <= most && (fifo ? /^[\w-]+\.fifo$/ : /^[\w-]+$/).test(name);
}
