import { StrataError } from "@strata/shared-config";

/** A layer that stands on an output which would go or change. */
export interface Dependent {
  readonly layer: string;
  /** Where its program names the output; undefined where the present one does not. */
  readonly place: string | undefined;
  /** False where nobody noted what it consumes, so that it may be anything. */
  readonly known: boolean;
}

/** An output that dependents stand on, and what would become of it. */
export interface Break {
  readonly upstream: string;
  readonly output: string;
  /** `is removed`, `changes from text to list`. */
  readonly change: string;
  readonly dependents: readonly Dependent[];
}

/**
 * The error for outputs that somebody stands on: it leads through expand, migrate and contract, with the names at hand.
 *
 * @param environment whose deployed layers stand on them; undefined where two commits were compared
 */
export function contractBroken(breaks: readonly [Break, ...Break[]], environment: string | undefined): StrataError {
  const [first] = breaks;
  const where = environment === undefined ? "" : ` of ${environment}`;
  const lines = breaks.map(
    ({ upstream, output, change, dependents }) =>
      `  ${upstream}.${output} ${change}; ${dependents.map(dependentText).join("; ")}`,
  );
  const { upstream } = first;
  const outputs = namesOf(breaks.filter((row) => row.upstream === upstream).map(({ output }) => output));
  const layers = [
    ...new Set(
      breaks
        .filter((row) => row.upstream === upstream)
        .flatMap(({ dependents }) => dependents.map(({ layer }) => layer)),
    ),
  ];
  const at = environment === undefined ? "" : ` -c ${environment}`;
  const deploy = (names: readonly string[]) =>
    names.length === 1 ? `nx deploy ${names[0]}${at}` : `nx run-many -t deploy -p ${names.join(",")}${at}`;
  const steps = [
    `  1. expand: keep ${outputs} as before, with what replaces it beside it, in stacks/${upstream} and libs/shared-config/src/contracts; ${deploy([upstream])}`,
    `  2. migrate: let ${namesOf(layers)} read the new one; ${deploy(layers)}`,
    `  3. contract: now take ${outputs} out; ${deploy([upstream])}`,
  ];
  return new StrataError(
    "CONTRACT_BROKEN",
    `deployed layers${where} consume what ${upstream} would no longer promise\n${[...lines, "in three steps:", ...steps].join("\n")}`,
    { hint: `restore ${outputs} in stacks/${upstream}, then: ${deploy([upstream])}`, fault: "user" },
  );
}

function dependentText({ layer, place, known }: Dependent): string {
  if (!known) return `${layer} may consume it (what it consumes is not on record until its next deploy)`;
  return place === undefined ? `${layer} consumes it as deployed` : `${layer} consumes it (${place})`;
}

function namesOf(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
