import type { Application } from "../schema/application.ts";
import { type ImportRows, productTermsSchema } from "../schema/product.ts";
import { invalidEnvironment, type Problem, problemsOf } from "./problems.ts";
import type { Source } from "./source.ts";
import { asTree, isTree, type Tree, valueAt } from "./tree.ts";

/** A product's file, taken apart. */
export interface ProductFile {
  /** What holds for every environment of the product. */
  readonly settings: Tree;
  /** What holds for those of the tier. */
  readonly section: Tree;
  readonly required: readonly string[];
  readonly asks: readonly string[];
  /** How the system's original configuration becomes ours. */
  readonly imports: ImportRows;
  readonly application: Application | undefined;
}

/** @throws StrataError ENVIRONMENT_INVALID for terms that a product does not have */
export function productOf(source: Source, tier: string): ProductFile {
  const { tiers, required, asks, import: imports, application, ...settings } = source.tree;
  const forTier = isTree(tiers) ? tiers[tier] : undefined;
  const { required: requiredInTier, asks: asksInTier, ...section } = asTree(forTier);
  const common = termsOf(source, { required, asks, import: imports, application });
  const inTier = termsOf(source, { required: requiredInTier, asks: asksInTier });
  return {
    settings,
    section,
    required: [...common.required, ...inTier.required],
    asks: [...common.asks, ...inTier.asks],
    imports: common.import,
    application: common.application,
  };
}

function termsOf(source: Source, terms: Readonly<Record<string, unknown>>) {
  const given = Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== undefined));
  const parsed = productTermsSchema.safeParse(given, { reportInput: true });
  if (!parsed.success)
    throw invalidEnvironment(
      source.label,
      problemsOf(parsed.error.issues, () => []),
      [source],
    );
  return parsed.data;
}

/** The paths that a product requires and nothing sets, all of them. */
export function requiredBy(required: readonly string[], tree: Tree): Problem[] {
  return required
    .map((path) => path.split("."))
    .filter((path) => valueAt(tree, path) === undefined)
    .map((path) => ({ path, message: `is required by the product ${String(tree.product)}` }));
}
