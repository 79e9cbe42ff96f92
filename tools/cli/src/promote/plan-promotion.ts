import { loadEnvironmentText, type ProductTerms, productTerms, StrataError } from "@strata/shared-config";
import { editSettings } from "@strata/shared-config/edit";
import { chosenOf, compareEnvironments, type Difference, idlePaths, type Wanted } from "./compare.ts";
import { checkPair, type Spelled, spell } from "./spelled.ts";

/** What a promotion would do. */
export interface Promotion {
  readonly from: string;
  readonly to: Spelled;
  readonly promoted: readonly Difference[];
  /** What differs and stays as it is. */
  readonly kept: readonly Difference[];
  /** Wanted paths in which the two do not differ. */
  readonly idle: readonly string[];
  /** The file's text afterwards; the same as before where nothing is promoted. */
  readonly text: string;
}

/**
 * Compares two environments, and makes the text that the second one would have. Writes nothing.
 *
 * @throws StrataError what reading either one throws; OPTION_INVALID for two products; ENVIRONMENT_INVALID where the result
 *   would not be valid
 */
export function planPromotion(root: string, fromName: string, toName: string, wanted: Wanted): Promotion {
  const [from, to] = [spell(root, fromName), spell(root, toName)];
  checkPair(from, to);
  const differences = compareEnvironments(from, to);
  const promoted = chosenOf(differences, wanted);
  const kept = differences.filter((difference) => !promoted.includes(difference));
  const edits = promoted.map(({ path, from: value }) => ({ path, value }));
  const text = editSettings(to.text, edits, termsOf(root, to).settings);
  checkResult(root, fromName, toName, text);
  return { from: fromName, to, promoted, kept, idle: idlePaths(differences, wanted), text };
}

function checkResult(root: string, from: string, to: string, text: string): void {
  try {
    loadEnvironmentText(root, to, text);
  } catch (cause) {
    if (!(cause instanceof StrataError)) throw cause;
    throw new StrataError(cause.code, `${to} would not be valid with this of ${from}: ${cause.message}`, {
      hint: `nothing is written; choose other paths with --path, or correct environments/${from}.yaml first`,
      fault: "user",
      cause,
    });
  }
}

function termsOf(root: string, { product, settings }: Spelled): ProductTerms {
  const tier = settings.tier;
  return productTerms(root, product, tier === "dev" || tier === "staging" ? tier : "prod");
}
