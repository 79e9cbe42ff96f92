import type { StoredState } from "@strata/engine/state";
import { parseUrn, urnOfTag } from "@strata/shared-config";
import type { TaggedResource } from "./account-door.ts";
import { parseArn } from "./arn.ts";
import { typeOfTag } from "./find-lost.ts";
import { text } from "./import-rule.ts";
import type { LostCreate } from "./lost-create.ts";

/**
 * A tagged resource that no state knows, as a create that was lost. Undefined for one whose URN the state has, since
 * which of the two is meant is not to be guessed, and for one whose tag, parent or provider cannot be told.
 */
export function strayCreate({ arn, urnTag }: TaggedResource, state: StoredState): LostCreate | undefined {
  const [urn, type] = [urnOfTag(urnTag), typeOfTag(urnTag)];
  if (urn === undefined || type === undefined || state.resources.some((resource) => resource.urn === urn)) return;
  const parent = parentOf(urn, state);
  const provider = providerFor(arn, state);
  if (parent === undefined || provider === undefined) return;
  const entry = { urn, custom: true, type, inputs: { tags: { "strata:urn": urnTag } }, parent, provider };
  return { urn, type, how: "unanswered", entry };
}

/** A resource of the state whose types are the URN's without the last: of several the engine is told by the next deploy. */
function parentOf(urn: string, { resources }: StoredState): string | undefined {
  const { parentTypes } = parseUrn(urn);
  const above = parentTypes.length === 0 ? ["pulumi:pulumi:Stack"] : parentTypes;
  return resources.find((resource) => {
    const found = parseUrn(resource.urn);
    return [...found.parentTypes, found.type].join("$") === above.join("$");
  })?.urn;
}

/** The reference of the AWS provider of the ARN's region; for a global service, of any. */
function providerFor(arn: string, { resources }: StoredState): string | undefined {
  const region = arn.split(":")[3];
  const providers = resources.filter(({ type }) => type === "pulumi:providers:aws");
  const fitting = providers.find(({ inputs }) => text(inputs.region) === region) ?? providers[0];
  return fitting === undefined || parseArn(arn).service === "" ? undefined : `${fitting.urn}::${fitting.id}`;
}
