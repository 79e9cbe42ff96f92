import { openSdkFacts } from "@strata/sdk-facts";
import { didYouMean, optionInvalid, parseUrn } from "@strata/shared-config";
import type { AccountRow } from "../account/account.ts";
import { readAccount } from "../account/journal.ts";
import type { Values } from "../wire/values.ts";
import { startCloud, stopCloud } from "../world/cloud-process.ts";
import { ask } from "../world/questions.ts";
import type { World } from "../world/world.ts";
import { drifted, driftProblem } from "./drift.ts";
import { aimsAt } from "./target.ts";

/** A change behind Pulumi's back, on demand. */
export interface DriftRequest {
  readonly environment: string;
  /** A type, a URN or a name, `*` for any text: it must mean one resource. */
  readonly resource: string;
  /** Properties by path. Empty: the resource is deleted. */
  readonly set: Values;
}

/**
 * Changes or deletes a resource of the simulated account, so that its stack's state does not know.
 * @returns its URN
 * @throws OPTION_INVALID when no resource, or more than one, is meant, or a property cannot be changed
 */
export async function driftResource(world: World, { environment, resource, set }: DriftRequest): Promise<string> {
  const row = findOne(readAccount(world.account), environment, resource);
  const facts = openSdkFacts(import.meta.url).resource(row.type);
  const problem = facts === undefined ? `no installed SDK has ${row.type}` : driftProblem(set, facts);
  if (facts === undefined || problem !== undefined)
    throw optionInvalid(problem ?? "", "name a property of the resource");
  const gone = Object.keys(set).length === 0;
  const cloud = await startCloud(world);
  try {
    await ask(cloud.port, { ask: "drift", row: gone ? row : drifted(row, set, facts), gone });
  } finally {
    if (cloud.started) await stopCloud(world);
  }
  return row.urn;
}

function findOne(account: readonly AccountRow[], environment: string, resource: string): AccountRow {
  const rows = account.filter((row) => parseUrn(row.urn).environment === environment);
  if (rows.length === 0) {
    throw optionInvalid(`the simulated account has nothing of ${environment}`, `first: strata rehearse ${environment}`);
  }
  const meant = rows.filter(({ type, urn, id }) => aimsAt(resource, { operation: "read", type, urn, id }));
  const [first, ...more] = meant;
  if (first !== undefined && more.length === 0) return first;
  if (first === undefined) {
    const names = rows.map(({ type, urn }) => (resource.includes(":") ? type : parseUrn(urn).name));
    const what = `${environment} has no ${resource} in the simulated account${didYouMean(resource, names)}`;
    throw optionInvalid(
      what,
      "name a type, a URN or a resource's name; what there is: strata outputs, or pulumi stack -u",
    );
  }
  const list = meant.slice(0, 10).map(({ urn }) => `\n  ${urn}`);
  throw optionInvalid(`${resource} means ${meant.length} resources of ${environment}${list.join("")}`, "give one URN");
}
