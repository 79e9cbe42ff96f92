import type { Simulated } from "./simulated.ts";

/** What a run left that is not as it should be. */
export interface Losses {
  /** In the account and in no state, by URN and id. */
  readonly lost: readonly string[];
  /** URNs of which the account has two, none waiting for its deletion. */
  readonly doubled: readonly string[];
  /** Steps that a state says are under way. */
  readonly pending: number;
}

/** Holds the account against the states of an environment. */
export function losses(world: Pick<Simulated, "account" | "held" | "pending">, environment: string): Losses {
  const held = world.held(environment);
  const rows = world.account().filter(({ urn }) => urn.startsWith(`urn:pulumi:${environment}::`));
  const has = (urn: string, id: string) => held.some((one) => one.urn === urn && one.id === id);
  const counts = Map.groupBy(rows, ({ urn }) => urn);
  return {
    lost: rows.filter(({ urn, id }) => !has(urn, id)).map(({ urn, id }) => `${urn} ${id}`),
    doubled: [...counts]
      .filter(([urn, twins]) => twins.length > 1 && !held.some((one) => one.urn === urn && one.leaving))
      .map(([urn]) => urn),
    pending: world.pending(environment),
  };
}
