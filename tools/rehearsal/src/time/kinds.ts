import { type Action, seconds, type Time } from "./time.ts";

/** Nothing is called: a component, a value that lives in the state, something of the engine's own. */
const NOTHING: Time = { seconds: seconds([0, 0, 0]), basis: "documented", source: "no call to a cloud" };

const PROPAGATION =
  "10 apply logs of roles: 0 to 2 s; a user of it may be refused for some 10 s after, and tries again";

/** What holds for a type without a row: the first kind whose pattern fits. */
const KINDS: readonly { readonly types: RegExp; readonly times: Readonly<Record<Action, Time>> }[] = [
  {
    types: /^aws:iam\//,
    times: all(
      { seconds: seconds([0.5, 1, 10]), basis: "reported", source: PROPAGATION },
      { seconds: seconds([0.5, 1, 3]), basis: "estimated", source: "one call and its reading back" },
    ),
  },
  {
    types: /^aws:/,
    times: all(
      { seconds: seconds([0.5, 1.5, 4]), basis: "reported", source: "apply logs of control-plane calls: 0 to 5 s" },
      { seconds: seconds([0.3, 1, 3]), basis: "estimated", source: "one call" },
    ),
  },
  {
    types: /^cloudflare:/,
    times: all(
      { seconds: seconds([0.4, 1, 3]), basis: "estimated", source: "one call" },
      { seconds: seconds([0.3, 0.7, 2]), basis: "estimated", source: "one call" },
    ),
  },
];

/** How long an action on a type takes that no table names. */
export function timeOfKind(type: string, action: Action): Time {
  return KINDS.find(({ types }) => types.test(type))?.times[action] ?? NOTHING;
}

function all(change: Time, rest: Time): Readonly<Record<Action, Time>> {
  return { create: change, update: change, delete: rest, read: rest };
}

/**
 * What each layer costs before its first resource: 0.9 s for the engine and the program (median of 23 layers without a
 * change, in rehearsals on 2 cores), and the start of the real providers, which are larger, with their first calls.
 */
export const LAYER_START: Time = {
  seconds: seconds([2, 5, 12]),
  basis: "measured",
  source: "0.9 s here; the real providers are estimated",
};

/**
 * How many resources the engine works on at a time: four for each processor (`pulumi up --help`, `--parallel`), of
 * which the machines that GitHub lends for CI have four.
 */
export const WORKERS = 16;
