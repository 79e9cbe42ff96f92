import { StrataError } from "@strata/shared-config";
import { distinct, errorsOfText } from "../run/diagnostics.ts";
import type { FailedRun } from "../run/failure.ts";
import type { PackProgram } from "./pack-programs.ts";

/** What Pulumi's policy SDK says of a rule that throws. */
const THROWN = /(?:policy|remediation) '([^']+)' from policy pack '([^']+?)@v[^']*':\s*([^\n]+)/;
/** What the engine says of a pack that does not start, or that is gone. */
const GONE = /policy pack "|failed to run (policy|remediation)|failed to analyze|analyzer info|transport: Error/;

/**
 * The error for a run that a policy pack ended: it refused something, or failed itself. Undefined where it was not a pack.
 *
 * @param violations what packs refused, one text each
 */
export async function policyFailure(
  run: FailedRun,
  packs: readonly PackProgram[],
  violations: readonly string[],
): Promise<StrataError | undefined> {
  if (packs.length === 0) return undefined;
  const { layer, environment } = run.place;
  const what = `${layer} of ${environment}`;
  // A deploy is judged by a preview as well, and whoever reads this is going to try: that changes nothing.
  const again = `nx preview ${layer} -c ${environment}`;
  const failed = (who: string, why: string, where: string) =>
    new StrataError("POLICY_PACK_FAILED", `${what} is refused: policy pack ${who} failed: ${why}`, {
      hint: `mend ${where}, then: ${again}`,
      fault: "user",
      cause: run.cause,
    });

  for (const { pack, lastWords } of packs) {
    const words = await lastWords();
    if (words !== undefined) return failed(pack.name, words, pack.folder);
  }
  if (violations.length > 0) {
    const lines = distinct(violations).map((line) => `  ${line}`);
    return new StrataError("POLICY_VIOLATED", `${what} is refused by its policies\n${lines.join("\n")}`, {
      hint: `change what they name, then: ${again}`,
      fault: "user",
      cause: run.cause,
    });
  }
  const text = [...run.errors, ...errorsOfText(run.stderr)].find((each) => GONE.test(each) || THROWN.test(each));
  if (text === undefined) return undefined;
  const named = packs.filter(({ executable }) => text.includes(executable));
  const suspects = (named.length > 0 ? named : packs).map(({ pack }) => pack);
  const names = suspects.map(({ name }) => name).join(" or ");
  const folders = suspects.map(({ folder }) => folder).join(" or ");
  const [, rule, own, why] = THROWN.exec(text) ?? [];
  if (rule !== undefined && own !== undefined) return failed(own, `policy ${rule}: ${why}`, folders);
  const [line = ""] = text.split("\n");
  return failed(
    names,
    named.reduce((said, { executable, pack }) => said.replaceAll(executable, pack.folder), line),
    folders,
  );
}
