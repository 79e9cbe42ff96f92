import { text, texts } from "../../wire/values.ts";
import type { Attempt } from "../attempt.ts";
import { amount, firstTwice, isSet, objects, others } from "./read.ts";
import type { Rules } from "./rule.ts";

const ACL = ["aws:wafv2/webAcl:WebAcl"];
const RECORDER = "aws:cfg/recorder:Recorder";
const CHANNEL = "aws:cfg/deliveryChannel:DeliveryChannel";

/** Firewalls, trails and recorders. */
export const guards: Rules = [
  {
    types: [...ACL, "aws:wafv2/ipSet:IpSet", "aws:wafv2/ruleGroup:RuleGroup"],
    rule: "what a firewall has for CloudFront is in us-east-1",
    code: "WAFInvalidParameterException",
    source: "AWS WAF API Reference, CreateWebACL",
    broken: ({ inputs, place }) =>
      inputs.scope === "CLOUDFRONT" && place.region !== "us-east-1"
        ? "Error reason: The scope is not valid., field: SCOPE_VALUE, parameter: CLOUDFRONT"
        : undefined,
  },
  {
    types: ACL,
    rule: "priorities of a firewall's rules are unique",
    code: "WAFInvalidParameterException",
    source: "AWS WAF API Reference, Rule",
    broken: ({ inputs }) =>
      firstTwice(objects(inputs.rules).map(({ priority }) => amount(priority))) === undefined
        ? undefined
        : "Error reason: You have used the same priority for more than one rule., field: RULE",
  },
  {
    types: ["aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"],
    rule: "where a firewall logs has a name that begins with aws-waf-logs-",
    code: "WAFInvalidParameterException",
    source: "AWS WAF Developer Guide, Destinations for AWS WAF protection pack traffic logs",
    broken: ({ inputs }) => {
      const bad = texts(inputs.logDestinationConfigs).find(
        (arn) => !/(log-group:|:::|deliverystream\/)aws-waf-logs-/.test(arn),
      );
      return (
        bad &&
        `Error reason: The ARN isn't valid. A valid ARN begins with arn: and includes other information separated by colons or slashes., field: LOG_DESTINATION, parameter: ${bad}`
      );
    },
  },
  {
    types: ["aws:cloudtrail/trail:Trail"],
    rule: "a trail's bucket has a policy that lets CloudTrail write",
    code: "InsufficientS3BucketPolicyException",
    source: "AWS CloudTrail API Reference, CreateTrail",
    broken: (attempt) =>
      closedBucket(attempt) && `Incorrect S3 bucket policy is detected for bucket: ${attempt.inputs.s3BucketName}`,
  },
  {
    types: [CHANNEL],
    rule: "a delivery channel's bucket has a policy that lets Config write",
    code: "InsufficientDeliveryPolicyException",
    source: "AWS Config API Reference, PutDeliveryChannel",
    broken: (attempt) =>
      closedBucket(attempt) &&
      `Insufficient delivery policy to s3 bucket: ${attempt.inputs.s3BucketName}, unable to write to bucket, provided s3 key prefix is 'null', provided kms key is 'null'.`,
  },
  {
    types: [CHANNEL],
    rule: "a delivery channel comes after the recorder",
    code: "NoAvailableConfigurationRecorderException",
    source: "AWS Config API Reference, PutDeliveryChannel",
    broken: (attempt) =>
      others(attempt, RECORDER).length > 0
        ? undefined
        : "Configuration recorder is not available to put delivery channel.",
  },
  {
    types: ["aws:cfg/recorderStatus:RecorderStatus"],
    rule: "a recorder starts after the delivery channel is there",
    code: "NoAvailableDeliveryChannelException",
    source: "AWS Config API Reference, StartConfigurationRecorder",
    broken: (attempt) =>
      attempt.inputs.isEnabled !== true || others(attempt, CHANNEL).length > 0
        ? undefined
        : "Delivery channel is not available to start configuration recorder.",
  },
  {
    types: ["aws:guardduty/detector:Detector"],
    rule: "a region has one detector",
    code: "BadRequestException",
    source: "Amazon GuardDuty API Reference, CreateDetector",
    on: ["create"],
    broken: (attempt) =>
      others(attempt).length === 0
        ? undefined
        : "The request is rejected because a detector already exists for the current account.",
  },
  {
    types: ["aws:budgets/budget:Budget"],
    rule: "a budget of money has a limit",
    code: "InvalidParameterException",
    source: "AWS Budgets API Reference, CreateBudget",
    broken: ({ inputs }) =>
      inputs.budgetType === "COST" && ![inputs.limitAmount, inputs.plannedLimits, inputs.autoAdjustData].some(isSet)
        ? "Budget limit must be provided."
        : undefined,
  },
];

function closedBucket(attempt: Attempt): true | undefined {
  const bucket = text(attempt.inputs.s3BucketName);
  const ours = others(attempt, "aws:s3/bucket:Bucket").some(({ id }) => id === bucket);
  return (
    (ours && !others(attempt, "aws:s3/bucketPolicy:BucketPolicy").some(({ inputs }) => inputs.bucket === bucket)) ||
    undefined
  );
}
