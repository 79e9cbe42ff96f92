import type { StoredResource, StoredState } from "@strata/engine/state";
import { urnTag, valueAt } from "@strata/shared-config";
import type { TaggedResource } from "./account-door.ts";
import { parseArn } from "./arn.ts";
import { text, type Whereabouts } from "./import-rule.ts";
import { importRule } from "./import-rules.ts";

/** Global services list what they hold in this region alone. */
const GLOBAL_REGION = "us-east-1";

/** The regions in which a stack makes things, sorted. */
export function regionsOf({ resources, pending }: StoredState): readonly string[] {
  const all = [...resources, ...pending.map(({ resource }) => resource)];
  const aws = all.filter(({ type }) => type === "pulumi:providers:aws" || type.startsWith("aws:"));
  const named = aws.flatMap(({ inputs }) => text(inputs.region) ?? []);
  return aws.length === 0 ? [] : [...new Set([...named, GLOBAL_REGION])].sort();
}

/** Where a resource is made: by its own region, else by its provider's. */
export function whereaboutsOf(entry: StoredResource["entry"], state: StoredState): Whereabouts {
  const provider = providerOf(state, text(entry.provider));
  const own = text(valueAt(entry.inputs, ["region"]));
  return { region: own ?? text(provider?.inputs.region) ?? GLOBAL_REGION, account: accountOf(state) };
}

/** The provider that a reference (`<urn>::<id>`) names. */
export function providerOf({ resources }: StoredState, reference = ""): StoredResource | undefined {
  return resources.find(({ urn, id }) => `${urn}::${id}` === reference);
}

/** Whether a state has a resource of the account; what waits for its deletion counts too. */
export function knows({ resources }: StoredState, { arn, urnTag: tag }: TaggedResource): boolean {
  return resources.some((resource) => urnTag(resource.urn) === tag && isThatOf(resource, arn));
}

/** A type without an ARN among its properties is told by its id. */
function isThatOf({ type, id, outputs }: StoredResource, arn: string): boolean {
  if (id === undefined) return false;
  if (outputs.arn === arn || id === arn) return true;
  const parsed = parseArn(arn);
  // A revision of a task definition stays listed after it is deregistered: the state has the one after it.
  if (parsed.resource.startsWith("task-definition/")) return familyOf(String(outputs.arn)) === familyOf(arn);
  return typeof outputs.arn !== "string" && importRule(type)?.fromArn?.(parsed) === id;
}

function familyOf(arn: string): string {
  return arn.replace(/:\d+$/, "");
}

/** The number of the account, from any ARN that the stack has. */
function accountOf({ resources }: StoredState): string | undefined {
  for (const { outputs } of resources) {
    const { account } = parseArn(text(outputs.arn) ?? "");
    if (/^\d{12}$/.test(account)) return account;
  }
  return undefined;
}
