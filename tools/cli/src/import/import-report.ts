import { describeError, type Environment, neededSecrets, StrataError } from "@strata/shared-config";
import type { Outcome } from "./import-plan.ts";

/** What is left for a person to do after an import. */
export interface ImportReport {
  readonly lines: readonly string[];
  /** Whether a key was left over, or the environment has a problem. */
  readonly findings: boolean;
}

/**
 * Says what an import could not do: secrets to set, keys that say nothing, keys that nothing took, problems.
 * @param checked the environment that came of it, or what is wrong with it
 */
export function reportImport(
  name: string,
  outcomes: readonly Outcome[],
  checked: Environment | StrataError,
): ImportReport {
  const secrets = [
    ...outcomes.filter((outcome) => outcome.kind === "secret"),
    ...(checked instanceof StrataError ? [] : neededSecrets(checked)),
  ];
  const left = outcomes.filter((outcome) => outcome.kind === "left");
  const unused = outcomes.filter((outcome) => outcome.kind === "unused");
  const lines = [
    ...section("secrets to set, each at a prompt; none was copied:", commands(name, secrets)),
    ...section(
      "keys that say nothing:",
      unused.map(({ key, why }) => `${key}: ${why}`),
    ),
    ...section(
      "keys that nothing took:",
      left.map(({ key, why }) => `${key}: ${why}`),
    ),
    ...(checked instanceof StrataError ? ["problems that are left:", ...describeError(checked).split("\n")] : []),
  ];
  return { lines, findings: left.length > 0 || checked instanceof StrataError };
}

function section(title: string, rows: readonly string[]): string[] {
  return rows.length === 0 ? [] : [title, ...rows.map((row) => `  ${row}`)];
}

/** Commands for the repository's folder, each path once. Pulumi asks for the value, so no shell remembers it. */
function commands(
  name: string,
  secrets: readonly Pick<Extract<Outcome, { kind: "secret" }>, "path" | "layers">[],
): string[] {
  const lines = secrets.flatMap(({ path, layers }) =>
    layers.map((layer) => `(cd stacks/${layer} && pulumi config set --secret strata:${path} -s ${name})`),
  );
  return [...new Set(lines)];
}
