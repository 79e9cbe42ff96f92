import { parseJson } from "../../wire/equality.ts";
import { isList, isObject, text } from "../../wire/values.ts";
import { amount, firstTwice, isSet, objects, others } from "./read.ts";
import type { Rules } from "./rule.ts";

const PARAMETER = ["aws:ssm/parameter:Parameter"];
const SECRET = ["aws:secretsmanager/secret:Secret"];
const PUT = "AWS Systems Manager API Reference, PutParameter";
const PLAN = ["aws:backup/plan:Plan"];
const BACKUP = "AWS Backup API Reference, BackupRuleInput";

/** Parameters, secrets, images and backups. */
export const stores: Rules = [
  {
    types: PARAMETER,
    rule: "a parameter's name with a slash in it begins with one",
    code: "ValidationException",
    source: PUT,
    on: ["create"],
    broken: ({ inputs }) =>
      (text(inputs.name) ?? "").includes("/") && !text(inputs.name)?.startsWith("/")
        ? "Parameter name must be a fully qualified name."
        : undefined,
  },
  {
    types: PARAMETER,
    rule: "a parameter's name does not begin with aws or ssm",
    code: "ValidationException",
    source: PUT,
    on: ["create"],
    broken: ({ inputs }) =>
      /^\/?(aws|ssm)/i.test(text(inputs.name) ?? "")
        ? 'Parameter name: can\'t be prefixed with "aws" or "ssm" (case-insensitive).'
        : undefined,
  },
  {
    types: PARAMETER,
    rule: "a standard parameter's value has at most 4,096 bytes, an advanced one's 8,192",
    code: "ValidationException",
    source: PUT,
    broken: ({ inputs }) => {
      const most = inputs.tier === "Advanced" || inputs.tier === "Intelligent-Tiering" ? 8192 : 4096;
      return Buffer.byteLength(text(inputs.value) ?? "") > most
        ? `Standard tier parameters support a maximum parameter value of 4096 characters, advanced ones of 8192. This one is above ${most}.`
        : undefined;
    },
  },
  {
    types: PARAMETER,
    rule: "a parameter's name is there once in a region, unless it may be overwritten",
    code: "ParameterAlreadyExists",
    source: PUT,
    on: ["create"],
    broken: (attempt) =>
      attempt.inputs.overwrite !== true && others(attempt).some(({ id }) => id === attempt.inputs.name)
        ? "The parameter already exists. To overwrite this value, set the overwrite option in the request to true."
        : undefined,
  },
  {
    types: SECRET,
    rule: "a secret's name is there once in a region",
    code: "ResourceExistsException",
    source: "AWS Secrets Manager API Reference, CreateSecret",
    on: ["create"],
    broken: (attempt) => {
      const name = text(attempt.inputs.name);
      return name !== undefined && others(attempt).some(({ outputs }) => outputs.name === name)
        ? `The operation failed because the secret ${name} already exists.`
        : undefined;
    },
  },
  {
    types: SECRET,
    rule: "a deleted secret waits for 7 to 30 days, or not at all",
    code: "InvalidParameterException",
    source: "AWS Secrets Manager API Reference, DeleteSecret",
    broken: ({ inputs }) => {
      const days = amount(inputs.recoveryWindowInDays) ?? 30;
      return days === 0 || (days >= 7 && days <= 30)
        ? undefined
        : "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).";
    },
  },
  {
    types: ["aws:ecr/repository:Repository"],
    rule: "a repository's name is there once in a region",
    code: "RepositoryAlreadyExistsException",
    source: "Amazon ECR API Reference, CreateRepository",
    on: ["create"],
    broken: (attempt) =>
      others(attempt).some(({ id }) => id === attempt.inputs.name)
        ? `The repository with name '${attempt.inputs.name}' already exists in the registry with id '${attempt.place.account}'`
        : undefined,
  },
  {
    types: ["aws:ecr/lifecyclePolicy:LifecyclePolicy"],
    rule: "a repository's lifecycle policy is JSON with rules of different priorities",
    code: "InvalidParameterException",
    source: "Amazon ECR User Guide, Lifecycle policy properties in Amazon ECR",
    broken: ({ inputs }) => {
      const policy = typeof inputs.policy === "string" ? parseJson(inputs.policy) : inputs.policy;
      const rules = isObject(policy) && isList(policy.rules) ? objects(policy.rules) : [];
      const priorities = rules.map(({ rulePriority }) => amount(rulePriority) ?? 0);
      const good = rules.length > 0 && firstTwice(priorities) === undefined && priorities.every((one) => one >= 1);
      return good
        ? undefined
        : "Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: 'Lifecycle policy validation failure'";
    },
  },
  {
    types: PLAN,
    rule: "a backup in cold storage stays there for at least 90 days",
    code: "InvalidParameterValueException",
    source: "AWS Backup API Reference, Lifecycle",
    broken: ({ inputs }) => {
      const bad = objects(inputs.rules).find(({ lifecycle }) => {
        const [cold, end] = isObject(lifecycle)
          ? [amount(lifecycle.coldStorageAfter), amount(lifecycle.deleteAfter)]
          : [];
        return (cold ?? 0) > 0 && end !== undefined && end < (cold ?? 0) + 90;
      });
      return (
        bad && "Invalid lifecycle. DeleteAfterDays must be greater than 90 days apart from MoveToColdStorageAfterDays"
      );
    },
  },
  {
    types: PLAN,
    rule: "a backup has at least an hour more to end than to begin",
    code: "InvalidParameterValueException",
    source: BACKUP,
    broken: ({ inputs }) => {
      const bad = objects(inputs.rules).find(
        (rule) =>
          isSet(rule.completionWindow) && (amount(rule.completionWindow) ?? 0) < (amount(rule.startWindow) ?? 480) + 60,
      );
      return bad && "The completion window must be at least 60 minutes greater than the start window.";
    },
  },
  {
    types: PLAN,
    rule: "names of backup rules are unique in their plan",
    code: "InvalidParameterValueException",
    source: BACKUP,
    broken: ({ inputs }) =>
      firstTwice(objects(inputs.rules).map(({ ruleName }) => text(ruleName))) &&
      "Rule names must be unique in a backup plan.",
  },
];
