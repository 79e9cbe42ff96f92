/*
 * What is in the account and in no state: by its tags, less all that the states of its environment hold. In order: every
 * state is read → the account is asked in every region that any of them names → what its layer's state does not hold is
 * told, sorted by ARN, with what was begun and may be there though the account lists no such thing.
 */
import type { StateStore } from "@strata/engine";
import { type StoredState, stackKey } from "@strata/engine/state";
import { LAYERS, type LayerName, parseUrn, urnOfTag } from "@strata/shared-config";
import type { Orphan } from "../record.ts";
import type { AccountDoor, TaggedResource } from "./account-door.ts";
import { parseArn } from "./arn.ts";
import { readable } from "./damaged.ts";
import { inputsOf, typeOfTag } from "./find-lost.ts";
import { importRule } from "./import-rules.ts";
import { knows, regionsOf } from "./stack-facts.ts";
import { readUnsettled } from "./unsettled.ts";

/** What a sweep looks at. */
export interface SweepRequest {
  readonly environment: string;
  /** The region of the environment: that is asked even where no state names one. */
  readonly region: string;
  readonly store: StateStore;
  readonly account: AccountDoor;
}

/** Throws ACCOUNT_UNREADABLE, and STATE_DAMAGED for a state that cannot be read: it may hold what would be told. */
export async function sweep({ environment, region, store, account }: SweepRequest): Promise<readonly Orphan[]> {
  const states = new Map<LayerName, StoredState>();
  for (const layer of LAYERS) {
    const text = await store.read(stackKey(layer, environment));
    if (text !== undefined) states.set(layer, readable(text, store, layer, environment));
  }
  const regions = new Set([region, GLOBAL_REGION, ...[...states.values()].flatMap(regionsOf)]);
  const lists = await Promise.all([...regions].sort().map((one) => account.tagged(environment, one)));
  const orphans: Orphan[] = [];
  for (const resource of lists.flat()) {
    const layer = LAYERS.find((known) => known === resource.layer);
    const state = layer === undefined ? undefined : states.get(layer);
    if (state !== undefined && knows(state, resource)) continue;
    orphans.push(await orphanOf(resource, environment, state, store));
  }
  for (const layer of states.keys()) orphans.push(...(await unlisted(store, layer, environment, orphans)));
  return orphans.sort((a, b) => (a.arn < b.arn ? -1 : 1));
}

/** What the account's list cannot tell of: begun by the last run, and never answered. The next run looks for it. */
export async function unlisted(
  store: StateStore,
  layer: LayerName,
  environment: string,
  listed: readonly Orphan[],
): Promise<readonly Orphan[]> {
  const creates = (await readUnsettled(store, layer, environment))?.creates ?? [];
  return creates
    .filter(({ urn, how }) => how !== "refused" && !listed.some((orphan) => orphan.urn === urn))
    .map(({ urn, type, entry }) => {
      const given = inputsOf(entry);
      const where = { region: "", account: undefined };
      const name = importRule(type)?.fromInputs?.(given, where) ?? parseUrn(urn).name;
      const adopt = `nx deploy ${layer} -c ${environment}`;
      const remove = `${adopt}, then cd stacks/${layer} && pulumi destroy -s ${environment} --target '${urn}' --yes`;
      return { arn: `${type} ${name}`, urn, adopt, remove };
    });
}

const GLOBAL_REGION = "us-east-1";

async function orphanOf(
  resource: TaggedResource,
  environment: string,
  state: StoredState | undefined,
  store: StateStore,
): Promise<Orphan> {
  const { arn, urnTag } = resource;
  const urn = urnOfTag(urnTag) ?? urnTag;
  const [type, name] = [typeOfTag(urnTag), parseUrn(urn).name];
  const id = type === undefined ? undefined : importRule(type)?.fromArn?.(parseArn(arn));
  const layer = LAYERS.find((known) => known === resource.layer);
  if (layer === undefined || type === undefined || id === undefined) {
    const show = `aws resourcegroupstaggingapi get-resources --resource-arn-list ${arn}`;
    return { arn, urn, adopt: show, remove: show };
  }
  const twin = `${name}-orphan`;
  const region = parseArn(arn).text.split(":")[3];
  const bring = (as: string) =>
    `${region === "" ? "" : `AWS_REGION=${region} `}pulumi import '${type}' '${as}' '${id}' -s ${environment} --yes --protect=false --generate-code=false`;
  const target = `urn:pulumi:${environment}::${layer}::${type}::${twin}`;
  // What the next deploy takes over by itself needs no command of its own.
  const isNext = (await willRecover(store, layer, environment, state)) && !holds(state, urn);
  return {
    arn,
    urn,
    adopt: isNext ? `nx deploy ${layer} -c ${environment}` : `cd stacks/${layer} && ${bring(name)}`,
    remove: `cd stacks/${layer} && ${bring(twin)} && pulumi destroy -s ${environment} --target '${target}' --yes`,
  };
}

async function willRecover(
  store: StateStore,
  layer: LayerName,
  environment: string,
  state: StoredState | undefined,
): Promise<boolean> {
  if (state === undefined) return false;
  return state.pending.length > 0 || (await readUnsettled(store, layer, environment)) !== undefined;
}

function holds(state: StoredState | undefined, urn: string): boolean {
  return state?.resources.some((resource) => resource.urn === urn) ?? false;
}
