import type { Application } from "../schema/application.ts";
import type { EnvironmentSettings } from "../schema/environment.ts";
import type { ImportRows } from "../schema/product.ts";
import { fileOf } from "./catalogue.ts";
import { productOf } from "./product.ts";
import { readSource } from "./source.ts";
import { mergeTrees, type Tree } from "./tree.ts";

/** What a product says of its environments. */
export interface ProductTerms {
  /** What product and tier give an environment of the tier; names in it are not filled in. */
  readonly settings: Tree;
  /** Paths that an environment of the tier has to set. */
  readonly required: readonly string[];
  /** Further paths that whoever sets one up is asked for; the settings hold their defaults. */
  readonly asks: readonly string[];
  /** How the system's original configuration becomes ours; the same in every tier. */
  readonly imports: ImportRows;
  /** The application's environment file; the same in every tier, undefined for a product without one. */
  readonly application: Application | undefined;
}

/**
 * Reads a product's file on its own, without an environment.
 * @param root the repository
 * @throws StrataError PRODUCT_UNKNOWN with the nearest name; ENVIRONMENT_INVALID for terms that a product does not have
 */
export function productTerms(root: string, product: string, tier: EnvironmentSettings["tier"]): ProductTerms {
  const { settings, section, required, asks, imports, application } = productOf(
    readSource(root, fileOf(root, "product", product), "product"),
    tier,
  );
  const ofTier = readSource(root, fileOf(root, "tier", tier), "tier").tree;
  return { settings: [settings, section].reduce(mergeTrees, ofTier), required, asks, imports, application };
}
