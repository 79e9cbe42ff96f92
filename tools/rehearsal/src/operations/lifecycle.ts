import type { ResourceFacts } from "@strata/sdk-facts";
import type { AccountRow } from "../account/account.ts";
import { mask, unmask } from "../account/mask.ts";
import type { Place } from "../facts/arn.ts";
import type { Attempt } from "../refusals/attempt.ts";
import { rememberGiven } from "../refusals/references/given.ts";
import { refuse } from "../refusals/refuse.ts";
import { ruleOf } from "../resources/registry.ts";
import { revealAll, type Values } from "../wire/values.ts";
import { type Cloud, factsOf, inAccount, keyFor, placeOf, type Scope } from "./cloud.ts";
import { draftOf, identify, madeOf } from "./draft.ts";
import { importIdOf } from "./import-id.ts";
import { createdOutputs, plannedOutputs, updatedOutputs } from "./outputs.ts";

/** Which resource an operation is about. */
export interface Subject {
  readonly type: string;
  readonly urn: string;
}

/** A resource that was made, or would be: in a preview its id is empty. */
export interface Created {
  readonly id: string;
  readonly outputs: Values;
}

/** Makes a resource, or in a preview says what it would look like. @throws Refusal, or the error of the full disk */
export function create(cloud: Cloud, { type, urn }: Subject, inputs: Values, scope: Scope, preview: boolean): Created {
  const facts = factsOf(cloud, type);
  const place = placeOf(inputs, scope);
  if (preview) return { id: "", outputs: plannedOutputs(cloud, facts, inputs, scope, place.region) };
  refuseChange(cloud, { operation: "create", facts, urn, id: "", before: undefined, place }, inputs);
  const made = identify(cloud, facts, draftOf(cloud, facts, urn, inputs, place));
  const outputs = createdOutputs(cloud, facts, inputs, scope, made);
  keep(cloud, { type, urn }, made.id, inputs, outputs, scope);
  return { id: made.id, outputs };
}

/** Changes a resource in place. `before` are its properties in the state. */
export function update(
  cloud: Cloud,
  { type, urn }: Subject,
  id: string,
  before: Values,
  inputs: Values,
  scope: Scope,
  preview: boolean,
): Values {
  const facts = factsOf(cloud, type);
  const place = placeOf(inputs, scope);
  if (!preview) refuseChange(cloud, { operation: "update", facts, urn, id, before, place }, inputs);
  const made = madeOf(draftOf(cloud, facts, urn, inputs, place), id);
  const outputs = updatedOutputs(cloud, facts, inputs, scope, made, before, preview);
  if (!preview) keep(cloud, { type, urn }, id, inputs, outputs, scope);
  return outputs;
}

/** A resource as the cloud has it. */
export interface Found extends Created {
  readonly inputs: Values;
}

/**
 * Looks a resource up. The account holds no secrets, so those of the state take their places.
 * Undefined when it is not there, and nothing is supposed of it. A random value is what the state says: no cloud knows it.
 */
export function read(
  cloud: Cloud,
  { type }: Subject,
  id: string,
  state: Values,
  inputs: Values,
  scope: Scope,
): Found | undefined {
  const facts = factsOf(cloud, type);
  if (!inAccount(type)) return { id, outputs: state, inputs };
  const place = placeOf(state, scope);
  const row =
    Object.keys(state).length === 0
      ? imported(cloud, facts, id, placeOf(inputs, scope))
      : (cloud.account.find(keyFor(facts, id, place, state)) ?? newest(cloud, type, id, place.region));
  if (!row) {
    const supposed = ruleOf(type).supposed?.(id, state);
    if (supposed === undefined) return undefined;
    rememberGiven(cloud.account, { type, regional: facts.inputs.includes("region"), place }, { ...supposed, id });
    return { id, outputs: supposed, inputs };
  }
  return { id: row.id, outputs: unmask(row.outputs, state), inputs: unmask(row.inputs, inputs) };
}

/**
 * What an import finds: Terraform's bridge takes a read without any state for one. By the name that the type's import has
 * for it, and where several share that, the last.
 */
function imported(cloud: Cloud, facts: ResourceFacts, id: string, place: Place): AccountRow | undefined {
  const region = keyFor(facts, id, place).region;
  return cloud.account.ofType(facts.token, region).findLast((row) => importIdOf(row) === id);
}

/** The last of several that share an id, for a caller that knows no more than it (an import). */
function newest(cloud: Cloud, type: string, id: string, region: string): AccountRow | undefined {
  return cloud.account.ofType(type, region).findLast((row) => row.id === id);
}

/** Removes a resource. One that is not there any more is fine, as it is for AWS's providers. */
export function remove(cloud: Cloud, { type, urn }: Subject, id: string, state: Values, scope: Scope): void {
  const facts = factsOf(cloud, type);
  if (!inAccount(type)) return;
  const place = placeOf(state, scope);
  const key = keyFor(facts, id, place, state);
  const { account } = cloud;
  if (account.find(key) !== undefined) {
    refuse({ operation: "delete", facts, urn, id, inputs: revealAll(state), before: state, place, account });
  }
  account.delete(key, urn);
}

/** Refuses a change to `inputs` that the cloud would refuse. @throws Refusal */
function refuseChange(cloud: Cloud, attempt: Omit<Attempt, "inputs" | "marked" | "account">, inputs: Values): void {
  refuse({ ...attempt, inputs: revealAll(inputs), marked: inputs, account: cloud.account });
}

function keep(cloud: Cloud, { type, urn }: Subject, id: string, inputs: Values, outputs: Values, scope: Scope): void {
  if (!inAccount(type)) return;
  const facts = factsOf(cloud, type);
  const key = keyFor(facts, id, placeOf(outputs, scope), outputs);
  const masked = (values: Values) => mask(values, urn, facts.secrets);
  cloud.account.put({ ...key, id, urn, inputs: masked(inputs), outputs: masked(outputs) });
}
