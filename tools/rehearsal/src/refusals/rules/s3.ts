import { isObject, text, type Values } from "../../wire/values.ts";
import { amount, firstTwice, isSet, objects, others } from "./read.ts";
import type { Rules } from "./rule.ts";

const LIFECYCLE = ["aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"];
const PAGE = "Amazon S3 User Guide, Lifecycle configuration elements";
const ACTIONS = [
  "expiration",
  "transitions",
  "noncurrentVersionExpiration",
  "noncurrentVersionTransitions",
  "abortIncompleteMultipartUpload",
];

/** Buckets. */
export const s3: Rules = [
  {
    types: ["aws:s3/bucket:Bucket"],
    rule: "a bucket's name follows the rules for bucket names",
    code: "InvalidBucketName",
    source: "Amazon S3 User Guide, General purpose bucket naming rules",
    on: ["create"],
    broken: ({ inputs }) => {
      const name = text(inputs.bucket);
      return name === undefined || isBucketName(name) ? undefined : `The specified bucket is not valid: ${name}`;
    },
  },
  {
    types: ["aws:s3/bucket:Bucket"],
    rule: "a bucket's name is there once in the world, whatever the region",
    code: "BucketAlreadyExists",
    source: "Amazon S3 API Reference, CreateBucket",
    on: ["create"],
    broken: ({ account, facts, inputs }) => {
      const name = text(inputs.bucket);
      const taken = name !== undefined && account.all().some((row) => row.type === facts.token && row.id === name);
      return taken
        ? "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Select a different name and try again."
        : undefined;
    },
  },
  {
    types: ["aws:s3/bucketAcl:BucketAcl"],
    rule: "a bucket has an ACL only where its ownership allows one",
    code: "AccessControlListNotSupported",
    source: "Amazon S3 User Guide, Controlling ownership of objects",
    broken: (attempt) => {
      const bucket = text(attempt.inputs.bucket);
      const ours = others(attempt, "aws:s3/bucket:Bucket").some(({ id }) => id === bucket);
      const controls = others(attempt, "aws:s3/bucketOwnershipControls:BucketOwnershipControls").find(
        ({ inputs }) => inputs.bucket === bucket,
      );
      const rule = controls?.inputs.rule;
      const allowed = isObject(rule) && rule.objectOwnership !== "BucketOwnerEnforced";
      return ours && !allowed ? "The bucket does not allow ACLs" : undefined;
    },
  },
  {
    types: LIFECYCLE,
    rule: "ids of lifecycle rules are unique",
    code: "InvalidArgument",
    source: PAGE,
    broken: ({ inputs }) =>
      firstTwice(objects(inputs.rules).map(({ id }) => text(id))) &&
      "Rule ID must be unique. Found same ID for more than one rule",
  },
  {
    types: LIFECYCLE,
    rule: "a lifecycle rule does something",
    code: "InvalidRequest",
    source: PAGE,
    broken: ({ inputs }) =>
      objects(inputs.rules).some((rule) => !ACTIONS.some((action) => isSet(rule[action])))
        ? "At least one action needs to be specified in a rule"
        : undefined,
  },
  {
    types: LIFECYCLE,
    rule: "objects move to an infrequent-access class after at least 30 days",
    code: "InvalidArgument",
    source: "Amazon S3 User Guide, Transitioning objects using Amazon S3 Lifecycle",
    broken: ({ inputs }) => {
      const early = transitions(inputs).find(
        ({ storageClass, days }) => /_IA$/.test(text(storageClass) ?? "") && (amount(days) ?? 30) < 30,
      );
      return (
        early &&
        `'Days' in Transition action must be greater than or equal to 30 for storageClass '${early.storageClass}'`
      );
    },
  },
  {
    types: LIFECYCLE,
    rule: "objects expire after they moved",
    code: "InvalidArgument",
    source: PAGE,
    broken: ({ inputs }) => {
      const bad = objects(inputs.rules).some((rule) => {
        const end = isObject(rule.expiration) ? amount(rule.expiration.days) : undefined;
        return end !== undefined && end > 0 && objects(rule.transitions).some(({ days }) => (amount(days) ?? 0) >= end);
      });
      return bad
        ? "'Days' in the Expiration action for filter must be greater than 'Days' in the Transition action"
        : undefined;
    },
  },
];

function transitions(inputs: Values): readonly Values[] {
  return objects(inputs.rules).flatMap((rule) => objects(rule.transitions));
}

function isBucketName(name: string): boolean {
  return (
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
    !name.includes("..") &&
    !/^\d+\.\d+\.\d+\.\d+$/.test(name) &&
    !/^(xn--|sthree-|amzn-s3-demo-)/.test(name) &&
    !/(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(name)
  );
}
