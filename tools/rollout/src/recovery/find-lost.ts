import type { StoredState } from "@strata/engine/state";
import { asTree, isTree, parseUrn, urnOfTag, urnTag, valueAt } from "@strata/shared-config";
import type { AccountDoor, TaggedResource } from "./account-door.ts";
import { parseArn } from "./arn.ts";
import { importRule } from "./import-rules.ts";
import type { LostCreate } from "./lost-create.ts";
import { knows, whereaboutsOf } from "./stack-facts.ts";

/** A lost resource, and what an import would name it by. */
export interface Found {
  readonly lost: LostCreate;
  readonly importId: string;
}

/** What became of the lost ones, as far as it can be told without reading them. */
export interface Search {
  readonly found: readonly Found[];
  /** No way leads to these, though they may be there. */
  readonly unfindable: readonly LostCreate[];
}

/**
 * Looks for lost resources: by their tag first, which nothing else has; then by what their inputs name them; then by an
 * answer of their service. What is in the state already is not lost.
 *
 * @param tagged what the account has of this environment
 */
export async function findLost(
  lost: readonly LostCreate[],
  state: StoredState,
  tagged: readonly TaggedResource[],
  account: Pick<AccountDoor, "lookUp">,
): Promise<Search> {
  const strays = tagged.filter((resource) => !knows(state, resource));
  const found: Found[] = [];
  const unfindable: LostCreate[] = [];
  for (const one of lost) {
    const ids = await importIds(one, state, strays, account);
    const importId = ids.find((id) => !isTaken(id, one, state));
    if (importId !== undefined) found.push({ lost: one, importId });
    else if (importRule(one.type) === undefined || importRule(one.type)?.byHand !== undefined) unfindable.push(one);
  }
  return { found, unfindable };
}

/** What of the account's resources of a layer is in no state and is none of the lost. */
export function straysOf(
  layer: string,
  lost: readonly LostCreate[],
  state: StoredState,
  tagged: readonly TaggedResource[],
): readonly TaggedResource[] {
  const sought = new Set(lost.map(({ urn }) => urnTag(urn)));
  return tagged.filter(
    (resource) => resource.layer === layer && !sought.has(resource.urnTag) && !knows(state, resource),
  );
}

/** The type in a tag's URN; undefined where the tag was cut. */
export function typeOfTag(tag: string): string | undefined {
  const urn = urnOfTag(tag);
  return urn === undefined ? undefined : parseUrn(urn).type;
}

async function importIds(
  { urn, type, how, entry }: LostCreate,
  state: StoredState,
  strays: readonly TaggedResource[],
  account: Pick<AccountDoor, "lookUp">,
): Promise<readonly string[]> {
  const rule = importRule(type);
  if (rule === undefined || rule.again !== undefined) return [];
  const { fromArn, fromInputs, lookUp } = rule;
  if (fromArn !== undefined) {
    const own = strays.filter((stray) => stray.urnTag === urnTag(urn));
    if (own.length > 0) return own.map(({ arn }) => fromArn(parseArn(arn)));
  }
  const inputs = inputsOf(entry);
  // What was refused is somebody else's, unless a tag of ours says that it was made after all.
  if (how === "refused" && ownTag(inputs) === undefined) return [];
  const where = whereaboutsOf(entry, state);
  const named = fromInputs?.(inputs, where);
  if (named !== undefined) return [named];
  return lookUp === undefined ? [] : account.lookUp(lookUp, inputs, where);
}

/** Whether a resource of the state has that name already; one that is only being replaced has given it up. */
function isTaken(importId: string, { type }: LostCreate, state: StoredState): boolean {
  return state.resources.some(
    (resource) =>
      resource.type === type &&
      resource.entry.pendingReplacement !== true &&
      (resource.id === importId ||
        importRule(type)?.fromInputs?.(resource.inputs, whereaboutsOf(resource.entry, state)) === importId),
  );
}

/** The inputs of a state's entry. */
export function inputsOf(entry: LostCreate["entry"]): LostCreate["entry"] {
  return asTree(entry.inputs);
}

/** The tag `strata:urn` among a resource's properties. An Auto Scaling group has its tags in a list. */
export function ownTag(properties: LostCreate["entry"]): string | undefined {
  const tags = properties.tags;
  if (Array.isArray(tags)) {
    const own: unknown = tags.find((tag: unknown) => isTree(tag) && tag.key === "strata:urn");
    return isTree(own) && typeof own.value === "string" ? own.value : undefined;
  }
  const own = valueAt(tags, ["strata:urn"]);
  return typeof own === "string" ? own : undefined;
}
