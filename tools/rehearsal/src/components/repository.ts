import { Refusal } from "../operations/cloud.ts";
import { isList, properties, resourceReference, reveal, text, texts, type Value, type Values } from "../wire/values.ts";
import type { ComponentMaker } from "./component.ts";
import { output } from "./monitor.ts";

/** Simulates `awsx.ecr.Repository`: a repository, and unless `skip` says otherwise a lifecycle policy. */
export const repository: ComponentMaker = async (context) => {
  const name = context.name.toLowerCase();
  const policy = properties(context.inputs.lifecyclePolicy);
  const { lifecyclePolicy: _policy, ...inputs } = context.inputs;
  const made = await context.child("aws:ecr/repository:Repository", name, inputs);
  const outputs = {
    repository: { value: resourceReference(made.urn, made.id), from: [made] },
    url: { value: output(made, "repositoryUrl"), from: [made] },
  };
  if (policy.skip === true) return outputs;
  const rules = isList(policy.rules) ? policy.rules.map((rule) => properties(reveal(rule))) : [DEFAULT_RULE];
  const lifecycle = await context.child(
    "aws:ecr/lifecyclePolicy:LifecyclePolicy",
    name,
    { ...region(context.inputs), repository: output(made, "name"), policy: JSON.stringify({ rules: ordered(rules) }) },
    { uses: { repository: [made] } },
  );
  return { ...outputs, lifecyclePolicy: { value: resourceReference(lifecycle.urn, lifecycle.id), from: [lifecycle] } };
};

/** What the real component does when no rules are given. */
const DEFAULT_RULE: Values = { description: "remove untagged images", tagStatus: "untagged", maximumNumberOfImages: 1 };

/** A rule for any image has to be the last: ECR wants the highest priority number on it. */
function ordered(rules: readonly Values[]): readonly Values[] {
  const isAny = (rule: Values) => rule.tagStatus === "any";
  if (rules.filter(isAny).length > 1) throw new Refusal('At most one rule may select "any" images');
  return [...rules.filter((rule) => !isAny(rule)), ...rules.filter(isAny)].map((rule, index) => ({
    rulePriority: index + 1,
    ...(rule.description === undefined ? {} : { description: rule.description }),
    selection: { ...tagSelection(rule), ...countSelection(rule) },
    action: { type: "expire" },
  }));
}

function tagSelection(rule: Values): Values {
  const status = text(rule.tagStatus) ?? "";
  if (status === "any" || status === "untagged") return { tagStatus: status };
  const prefixes = texts(rule.tagPrefixList);
  if (prefixes.length === 0) throw new Refusal("tagPrefixList cannot be empty");
  return { tagStatus: "tagged", tagPrefixList: prefixes };
}

function countSelection(rule: Values): Values {
  const images: Value | undefined = rule.maximumNumberOfImages;
  if (images !== undefined) return { countType: "imageCountMoreThan", countNumber: images };
  const days: Value | undefined = rule.maximumAgeLimit;
  if (days !== undefined) return { countType: "sinceImagePushed", countNumber: days, countUnit: "days" };
  throw new Refusal("A lifecycle rule needs maximumNumberOfImages or maximumAgeLimit");
}

function region(inputs: Values): Values {
  const { region } = inputs;
  return region === undefined ? {} : { region };
}
