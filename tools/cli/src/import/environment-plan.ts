import { type ImportRows, optionInvalid } from "@strata/shared-config";
import { chooseProduct } from "./choose-product.ts";
import { tierOf } from "./convert.ts";
import type { ForeignFile } from "./foreign-file.ts";
import { type Outcome, planImport } from "./import-plan.ts";

/** What was said on the command line. */
export interface Wishes {
  readonly product?: string;
  readonly tier?: string;
  readonly name?: string;
}

/** An environment that is to be made out of a file. */
export interface EnvironmentPlan {
  readonly name: string;
  readonly product: string;
  readonly tier: string;
  readonly settings: readonly { readonly path: string; readonly value: unknown }[];
  readonly outcomes: readonly Outcome[];
}

const NAME = /^[a-z][a-z0-9-]*$/;

/**
 * The environment that a file describes. The tier is the one that was asked for, else what one of the file's keys says,
 * else what its name says.
 * @param imports rows of the products that come into question
 * @throws StrataError OPTION_INVALID where product or tier is open, or the name is none
 */
export function planEnvironment(
  file: ForeignFile,
  imports: Readonly<Record<string, ImportRows>>,
  wishes: Wishes,
): EnvironmentPlan {
  const product = wishes.product ?? chooseProduct(file, imports);
  const outcomes = planImport(file, imports[product] ?? { terraform: {}, pulumi: {} });
  const settings = outcomes.filter((outcome) => outcome.kind === "setting");
  const told = settings.find(({ path }) => path === "tier")?.value;
  const tier = wishes.tier ?? (typeof told === "string" ? told : tierOf(file.name));
  if (tier === undefined) {
    throw optionInvalid(
      `neither a key of ${file.name} nor its name says which tier it is`,
      "say it: --tier dev, --tier staging or --tier prod",
    );
  }
  const name = wishes.name ?? `${product}-${tier}`;
  if (!NAME.test(name)) {
    throw optionInvalid(
      `${JSON.stringify(name)} cannot be an environment's name`,
      "give one of lower-case letters, digits and dashes: --name <environment>",
    );
  }
  return { name, product, tier, settings: settings.filter(({ path }) => path !== "tier"), outcomes };
}
