/*
 * What a layer may do to things in the account. In order of the statements:
 *   1. look: at everything where AWS limits a look to nothing, else at what lies in this region and account
 *   2. make: with the tags of the layer on what is made
 *   3. beside: use what is not ours and carries no tags, or belongs to another layer of the environment
 *   4. change: what carries the tags of the layer
 *   5. across: what another layer of the environment made, by a few actions
 *   6. by place: services whose things are told apart by name alone
 *   7. limited otherwise, and at last what AWS limits to nothing
 */
import type { LayerUses } from "./layer-types.ts";
import type { ActionFacts, ActionModel } from "./model.ts";
import { fillIn, type Place } from "./place.ts";
import { allow, type Conditions, type Statement } from "./statement.ts";

/** Actions by what they are for, each once. */
export interface LayerActions {
  readonly all: readonly string[];
  /** Those that a thing comes to exist by. */
  readonly makes: ReadonlySet<string>;
  /** Those that are used on one that is there. */
  readonly changes: ReadonlySet<string>;
}

/** All that the types and look-ups of a layer need. Types and functions that the model does not know are left out. */
export function actionsOf({ types, functions }: LayerUses, model: ActionModel): LayerActions {
  const rows = types.flatMap((type) => model.components[type] ?? [type]).flatMap((type) => model.types[type] ?? []);
  const looked = functions.flatMap((name) => model.functions[name] ?? []);
  const creates = new Set(rows.flatMap(({ create }) => create));
  const later = rows.flatMap((row) => [...row.read, ...row.update, ...row.delete]);
  return {
    all: [...new Set([...creates, ...later, ...looked, ...model.rollout])].sort(),
    makes: creates,
    changes: new Set(later),
  };
}

/** The statements for a layer's own things. */
export function ownThings(actions: LayerActions, model: ActionModel, place: Place): readonly Statement[] {
  const rows = actions.all.map((action) => new Row(action, model, place));
  const mine = tagged("aws:ResourceTag", place, true);
  const theirs = tagged("aws:ResourceTag", place, false);
  const asked = tagged("aws:RequestTag", place, true);
  const unclaimed: Conditions = { ...asked, Null: { "aws:ResourceTag/strata:environment": "true" } };
  const group = (wanted: (row: Row) => boolean, condition?: Conditions, where = (row: Row) => row.where) => {
    const found = rows.filter(wanted);
    return allow(
      found.map(({ action }) => action),
      found.flatMap(where),
      condition,
    );
  };
  const isCommon = (row: Row) => row.special === undefined && !row.isByPlace && row.isLimited;
  const changing = (row: Row) => isCommon(row) && !row.looks;
  const makes = (row: Row) => actions.makes.has(row.action) && row.asksTags && !row.facts.tags;
  return [
    ...group(
      (row) => row.looks && !row.isLimited,
      undefined,
      () => ["*"],
    ),
    ...group((row) => row.looks && row.isLimited),
    ...group((row) => changing(row) && makes(row), asked),
    ...group((row) => changing(row) && makes(row) && row.hasOthers, theirs),
    ...group((row) => changing(row) && row.facts.tags && row.asksTags && !row.untags, unclaimed),
    ...group(
      (row) => isCommon(row) && !row.facts.tags && row.beside.length > 0,
      undefined,
      (row) => row.beside,
    ),
    ...group((row) => changing(row) && !row.isAcross && (!makes(row) || actions.changes.has(row.action)), mine),
    ...group((row) => isCommon(row) && row.isSecret, mine),
    ...group((row) => changing(row) && row.isAcross, theirs),
    ...group((row) => row.special === undefined && row.isByPlace && row.isLimited && !row.looks),
    ...rows.flatMap(({ action, special, where, looks }) => (special && !looks ? allow([action], where, special) : [])),
    ...group(
      (row) => !row.isLimited && !row.looks && row.asksTags,
      asked,
      () => ["*"],
    ),
    ...group(
      (row) => !row.isLimited && !row.looks && !row.asksTags && row.special === undefined,
      undefined,
      () => ["*"],
    ),
  ];
}

/** The condition on tags: of the layer, or of the environment alone. */
function tagged(key: string, { environment, layer }: Place, ofLayer: boolean): Conditions {
  const own = { [`${key}/strata:environment`]: environment };
  return { StringEquals: ofLayer ? { ...own, [`${key}/strata:layer`]: layer } : own };
}

const UNTAGS = /^(Untag|Remove|Delete)/;

/** An action with all that decides where it may be used. */
class Row {
  readonly action: string;
  readonly facts: ActionFacts;
  /** ARNs that it may be used on. */
  readonly where: readonly string[];
  /** ARNs beside them, of things without our tags. */
  readonly beside: readonly string[];
  readonly isSecret: boolean;
  /** Whether it only looks, at what is no secret. */
  readonly looks: boolean;
  readonly isByPlace: boolean;
  readonly isAcross: boolean;
  /** A condition of its own. */
  readonly special: Conditions | undefined;

  constructor(action: string, model: ActionModel, place: Place) {
    this.action = action;
    this.facts = model.actions[action] ?? { looks: false, tags: false, requestTag: false, kinds: [] };
    const service = action.split(":")[0] ?? "";
    const kinds = this.facts.kinds.map(({ arn }) => arn);
    const own = model.places[service] ?? kinds.flatMap(wholeService);
    this.where = unique(own.flatMap((template) => fillIn(template, place)));
    const others = [...(model.untagged[service] ?? []), ...(place.adopted && service === "ec2" ? model.adopted : [])];
    this.beside = others
      .filter((template) => kinds.some((kind) => kindOf(kind) === kindOf(template)))
      .flatMap((template) => fillIn(template, place));
    this.isSecret = model.secret.includes(action);
    this.looks = this.facts.looks && !this.isSecret;
    this.isByPlace = model.byPlace.includes(service);
    this.isAcross = model.across[place.layer]?.includes(action) === true;
    this.special = filled(model.conditions[action], place);
  }

  /** Whether AWS limits it to resources at all. */
  get isLimited(): boolean {
    return this.facts.kinds.length > 0;
  }

  /** Whether the request's tags can be asked for. */
  get asksTags(): boolean {
    return this.facts.requestTag || this.facts.kinds.some(({ requestTag }) => requestTag);
  }

  /** Whether some of what it names is there before: EC2 looks at each kind by itself. */
  get hasOthers(): boolean {
    return !this.facts.requestTag && this.facts.kinds.some(({ requestTag }) => !requestTag);
  }

  get untags(): boolean {
    return UNTAGS.test(this.action.split(":")[1] ?? "");
  }
}

/** Everything of a service in a region and account: `arn:aws:ecs:eu-central-1:123456789012:*`. */
function wholeService(arn: string): readonly string[] {
  const [, , service, region, account] = arn.split(":");
  return account === "${Account}" ? [`arn:aws:${service}:${region}:${account}:*`] : [];
}

/** What a thing is: the first word after the account. */
function kindOf(arn: string): string {
  const [service, , ...rest] = arn.split(":").slice(2);
  return `${service} ${/^[A-Za-z-]+/.exec(rest.slice(1).join(":"))?.[0]}`;
}

function filled(conditions: Conditions | undefined, place: Place): Conditions | undefined {
  if (conditions === undefined) return undefined;
  const fill = (value: string | readonly string[]) => [value].flat().flatMap((text) => fillIn(text, place));
  return Object.fromEntries(
    Object.entries(conditions).map(([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(keys).map(([key, value]) => [key, fill(value)])),
    ]),
  );
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
