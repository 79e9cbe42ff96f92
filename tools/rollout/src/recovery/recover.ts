/*
 * What is done before a layer is changed, in order: a good copy of its state is put aside → what its last run may have
 * made and not noted is gathered (from the state, and from what that run left beside it) → it is looked for in the
 * account → found ones are adopted, and interrupted changes and deletions read anew, by one refresh of these alone.
 */
import type { StateStore } from "@strata/engine";
import { type StoredState, stackKey } from "@strata/engine/state";
import type { LayerName } from "@strata/shared-config";
import type { EngineDoor } from "../engine-door.ts";
import type { AccountDoor, TaggedResource } from "./account-door.ts";
import { waitingUrn, withAdopted, withoutWaiting, withWaiting } from "./adoption.ts";
import { readable } from "./damaged.ts";
import { type Found, findLost, straysOf } from "./find-lost.ts";
import { type LostCreate, lostPending } from "./lost-create.ts";
import { regionsOf } from "./stack-facts.ts";
import { strayCreate } from "./stray-create.ts";
import { readUnsettled, writeUnsettled } from "./unsettled.ts";

/** A layer that is about to be changed, and what recovery needs around it. */
export interface Recovery {
  readonly root: string;
  readonly layer: LayerName;
  readonly environment: string;
  readonly store: StateStore;
  readonly engine: Pick<EngineDoor, "run">;
  /** Called when something has to be looked for. */
  readonly openAccount: () => Promise<AccountDoor>;
  readonly now: () => Date;
}

/** What was done about the last run's loose ends. */
export interface Recovered {
  /** URNs that the state knows from now on. */
  readonly adopted: readonly string[];
  /** URNs that were begun and are not there: the next deploy makes them. */
  readonly absent: readonly string[];
  /** URNs whose change or deletion was interrupted: read anew. */
  readonly reread: readonly string[];
  /** May be there, and no way leads to them. */
  readonly unfindable: readonly LostCreate[];
}

/**
 * Settles what the last run of a layer left; undefined where it left nothing.
 *
 * @throws StrataError ACCOUNT_UNREADABLE, or what a refresh throws; then the state has lost nothing, and the next run
 *   tries again
 */
export async function recover(recovery: Recovery): Promise<Recovered | undefined> {
  const { root, layer, environment, store, engine, now } = recovery;
  const key = stackKey(layer, environment);
  const text = await store.read(key);
  if (text === undefined) return undefined;
  const written = readable(text, store, layer, environment);
  const state = withoutWaiting(written);
  const isCutOff = written.resources.length > state.resources.length;
  const note = await readUnsettled(store, layer, environment);
  if (note === undefined && state.pending.length === 0 && !isCutOff) return undefined;

  const creates = distinct([...state.pending.flatMap((one) => lostPending(one) ?? []), ...(note?.creates ?? [])]);
  // Before the state forgets that they are pending.
  await writeUnsettled(store, layer, environment, { since: note?.since || now().toISOString(), creates });
  const account = await recovery.openAccount();
  const tagged = await allTagged(account, environment, state);
  const strays = straysOf(layer, creates, state, tagged).flatMap((stray) => strayCreate(stray, state) ?? []);
  const lost = [...creates, ...strays].filter(({ entry }) => hasItsNeeds(entry, state));
  const { found, unfindable } = await findLost(lost, state, tagged, account);

  const reread = interrupted(state);
  if (found.length > 0 || state.pending.length > 0 || isCutOff) await store.write(key, withWaiting(text, found));
  const targets = [...found.map((one) => waitingUrn(one.lost.urn)), ...reread];
  let adopted: readonly Found[] = [];
  if (targets.length > 0) {
    const run = { root, layer, environment, operation: "refresh", config: {}, targets, onEvent: () => {} } as const;
    await engine.run(run);
    const refreshed = await store.read(key);
    if (refreshed !== undefined && found.length > 0) {
      const after = withAdopted(refreshed, found);
      await store.write(key, after.text);
      adopted = after.adopted;
    }
  }
  const there = new Set(adopted.map(({ lost: { urn } }) => urn));
  return {
    adopted: [...there].sort(),
    absent: lost
      .filter(({ urn }) => !there.has(urn) && !unfindable.some((one) => one.urn === urn))
      .map(({ urn }) => urn),
    reread,
    unfindable,
  };
}

/** What the account has of an environment, in every region of a stack. */
async function allTagged(
  account: AccountDoor,
  environment: string,
  state: StoredState,
): Promise<readonly TaggedResource[]> {
  const lists = await Promise.all(regionsOf(state).map((region) => account.tagged(environment, region)));
  return lists.flat();
}

/** Each URN once, and as the first one has it. */
function distinct(creates: readonly LostCreate[]): readonly LostCreate[] {
  return [...new Map(creates.toReversed().map((one) => [one.urn, one])).values()].reverse();
}

/** What else was begun: it is in the state, as it was before or as it became. */
function interrupted({ resources, pending }: StoredState): readonly string[] {
  const begun = pending.filter(({ operation }) => operation === "updating" || operation === "deleting");
  const urns = new Set(begun.map(({ resource }) => resource.urn));
  return [...urns].filter((urn) => resources.some((resource) => resource.urn === urn && resource.custom)).sort();
}

/** Whether its parent and its provider are in the state: the engine refuses one without them. */
function hasItsNeeds({ parent, provider }: LostCreate["entry"], { resources }: StoredState): boolean {
  const has = (urn: unknown) => resources.some((resource) => resource.urn === urn);
  const named = typeof provider === "string" && resources.some(({ urn, id }) => `${urn}::${id}` === provider);
  return named && (parent === undefined || parent === "" || has(parent));
}
