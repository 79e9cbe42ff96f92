import type { CloudFormation } from "./cloudformation.ts";
import { CFN_LINT } from "./cloudformation.ts";
import { KNOWN_ACTIONS, type KnownAction, knownAction } from "./known-actions.ts";
import type { TypeRow, TypesTable } from "./types-table.ts";

const PHASES = ["create", "read", "update", "delete"] as const;

/** A type's actions by what they are for, sorted. */
type Phases = Record<(typeof PHASES)[number], readonly string[]>;

/** Words of actions.json that a reader may want to know the origin of. */
const ABOUT =
  "Made by models/make.ts of models/types.yaml, AWS's CloudFormation schemas and AWS's Service Authorization Reference. Not to be edited.";

/**
 * Makes the text of actions.json: each type with its actions, and each action with what it may be limited to.
 *
 * @throws Error for an action of the table that AWS does not know, and for a row of which nothing is left
 */
export async function buildActions(table: TypesTable, types: CloudFormation): Promise<string> {
  const known = new Map<string, KnownAction>();
  const learn = async (action: string): Promise<KnownAction | undefined> => {
    const found = known.get(action.toLowerCase()) ?? (await knownAction(action));
    if (found !== undefined) known.set(action.toLowerCase(), found);
    return found;
  };
  const require = async (action: string, where: string): Promise<string> => {
    const found = await learn(action);
    if (found === undefined) throw new Error(`${where}: AWS knows no action ${action}`);
    return found.action;
  };

  const rows: Record<string, object> = {};
  for (const [type, row] of Object.entries(table.types).sort(byName)) {
    const { passes, linked } = row;
    rows[type] = { ...(await phasesOf(type, row)), ...(passes && { passes }), ...(linked && { linked }) };
  }
  const functions: Record<string, readonly string[]> = {};
  for (const [name, actions] of Object.entries(table.functions).sort(byName)) {
    functions[name] = await Promise.all(actions.map((action) => require(action, name)));
  }
  const rollout = await Promise.all(table.rollout.map((action) => require(action, "rollout")));
  const used = new Set(
    [...Object.values(rows), { functions: Object.values(functions).flat(), rollout }].flatMap(words),
  );
  const named = [...Object.values(table.across).flat(), ...Object.keys(table.conditions), ...table.secret];
  for (const action of named) {
    if (!used.has(await require(action, "types.yaml"))) throw new Error(`types.yaml: no type uses ${action}`);
  }
  const facts = [...known.values()].filter(({ action }) => used.has(action));
  const changed = kindsThatAreChanged(facts);
  const actions = Object.fromEntries(
    facts
      .map(({ action, kinds, ...rest }) => [action, { ...rest, kinds: kindsInUse(kinds, changed) }] as const)
      .sort(byName),
  );
  const sources = { "cfn-lint": { version: CFN_LINT.version, date: CFN_LINT.date }, "iam-data": await KNOWN_ACTIONS() };
  const lines = [
    `"about": ${JSON.stringify(ABOUT)}`,
    `"sources": ${JSON.stringify(sources)}`,
    `"types": ${linesOf(rows)}`,
    `"components": ${linesOf(table.components)}`,
    `"functions": ${linesOf(functions)}`,
    `"rollout": ${JSON.stringify(rollout)}`,
    `"places": ${linesOf(table.places)}`,
    `"byPlace": ${JSON.stringify(table.byPlace)}`,
    `"untagged": ${linesOf(table.untagged)}`,
    `"adopted": ${JSON.stringify(table.adopted)}`,
    `"secret": ${JSON.stringify(table.secret)}`,
    `"across": ${linesOf(table.across)}`,
    `"conditions": ${linesOf(table.conditions)}`,
    `"actions": ${linesOf(actions)}`,
  ];
  return `{\n${lines.join(",\n")}\n}\n`;

  async function phasesOf(type: string, row: TypeRow): Promise<Phases> {
    const except = row.except.map((pattern) => new RegExp(`^${pattern}$`));
    const handlers = [row.cfn ?? []].flat().map(types);
    // CloudFormation deletes a thing by a call of the thing's own service, first of all.
    const own = handlers.map((one) => serviceOf(one.delete?.[0] ?? one.create?.[0] ?? ""));
    const phases: Phases = { create: [], read: [], update: [], delete: [] };
    for (const phase of PHASES) {
      const found = new Set<string>();
      for (const [index, one] of handlers.entries()) {
        for (const action of one[phase] ?? []) {
          if (serviceOf(action) !== own[index]) continue;
          // Some names of the handlers are of no action: wildcards, operations, and things that are gone.
          const fact = action.includes("*") ? undefined : await learn(action);
          if (fact !== undefined && !except.some((pattern) => pattern.test(fact.action))) found.add(fact.action);
        }
      }
      for (const action of row[phase]) found.add(await require(action, type));
      phases[phase] = [...found].sort();
    }
    if (PHASES.every((phase) => phases[phase].length === 0)) throw new Error(`${type} has no actions`);
    return phases;
  }
}

function serviceOf(action: string): string {
  return action.split(":")[0]?.toLowerCase() ?? "";
}

/** Formats of the ARNs that an action which changes something cannot do without. */
function kindsThatAreChanged(facts: readonly KnownAction[]): ReadonlySet<string> {
  const changing = facts.filter(({ looks, tags }) => !looks && !tags);
  return new Set(changing.flatMap(({ kinds }) => kinds.filter(({ required }) => required).map(({ arn }) => arn)));
}

/** Of the many kinds that a general action may be used on, those that our types are of. */
function kindsInUse(kinds: KnownAction["kinds"], changed: ReadonlySet<string>) {
  const own = kinds.filter(({ required, arn }) => required || changed.has(arn));
  return (own.length > 0 ? own : kinds).map(({ required: _, ...kind }) => kind);
}

function words(row: object): readonly string[] {
  return Object.values(row).flat();
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

/** One line for each entry, so that a change shows as the line it is. */
function linesOf(record: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(record).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  return `{\n${lines.join(",\n")}\n}`;
}
