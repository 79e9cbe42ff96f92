/** How long something takes, in seconds: in a good case, in the usual one, in a bad one (about one in ten). */
export interface Seconds {
  readonly fast: number;
  readonly typical: number;
  readonly slow: number;
}

/** One of the three. */
export type Pace = keyof Seconds;

/** Every pace, the fastest first. */
export const PACES: readonly Pace[] = ["fast", "typical", "slow"];

/** What is done to a resource in one call of its provider. A replacement is a create and a delete. */
export type Action = "create" | "update" | "delete" | "read";

/**
 * What a figure rests on: a vendor's documentation or an API's own waiting time; times that people had and published;
 * times measured here; or what is plausible beside those.
 */
export type Basis = "documented" | "reported" | "measured" | "estimated";

/** How long one action takes, and how that is known. */
export interface Time {
  readonly seconds: Seconds;
  readonly basis: Basis;
  readonly source: string;
}

/** A row of the tables: how long an action on a type takes. */
export interface TimeRow extends Time {
  readonly type: string;
  readonly action: Action;
  /** Holds only where an input has this value: `["multiAz", true]`. The row without stands after those with one. */
  readonly when: readonly [setting: string, value: number | boolean] | undefined;
}

/** Fast, typical and slow. */
export type Three = readonly [fast: number, typical: number, slow: number];

/** A row. */
export function row(
  type: string,
  action: Action,
  three: Three,
  basis: Basis,
  source: string,
  when?: TimeRow["when"],
): TimeRow {
  return { type, action, seconds: seconds(three), basis, source, when };
}

/** Three numbers by their names. */
export function seconds([fast, typical, slow]: Three): Seconds {
  return { fast, typical, slow };
}

/** How long several things take one after another. */
export function sum(all: readonly Seconds[]): Seconds {
  const of = (pace: Pace) => all.reduce((total, each) => total + each[pace], 0);
  return { fast: of("fast"), typical: of("typical"), slow: of("slow") };
}
