import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { isTree, loadEnvironment, mergeTrees, productTerms, StrataError, type Tree } from "@strata/shared-config";
import { parse } from "yaml";

/** An environment as its files spell it: names such as `${base}` are not filled in, so that only what was written differs. */
export interface Spelled {
  readonly name: string;
  readonly product: string;
  /** Path of its file, and its text. */
  readonly file: string;
  readonly text: string;
  /** What its own file says. */
  readonly own: Tree;
  /** What product, tier and file say together. */
  readonly settings: Tree;
  /** Paths that the product wants each of its environments to give. */
  readonly required: readonly string[];
}

/** Reads an environment that is valid. Throws what `loadEnvironment` throws. */
export function spell(root: string, name: string): Spelled {
  const { product, tier } = loadEnvironment(root, name);
  const file = join(root, "environments", `${name}.yaml`);
  const text = readFileSync(file, "utf8");
  const own: unknown = parse(text);
  if (!isTree(own)) throw new RangeError(`${relative(root, file)} was read as a map a moment ago`);
  const terms = productTerms(root, product, tier);
  return { name, product, file, text, own, settings: mergeTrees(terms.settings, own), required: terms.required };
}

/** Refuses what is never a promotion. Throws OPTION_INVALID. */
export function checkPair(from: Spelled, to: Spelled): void {
  const same = from.name === to.name;
  if (!same && from.product === to.product) return;
  const message = same
    ? `${from.name} cannot be promoted to itself`
    : `${from.name} is ${from.product}, and ${to.name} is ${to.product}: settings of one mean nothing in the other`;
  throw new StrataError("OPTION_INVALID", message, {
    hint: `name two environments of one product: strata promote ${from.name} <environment>`,
    fault: "user",
  });
}
