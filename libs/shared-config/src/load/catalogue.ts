import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { StrataError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";

const FOLDERS = { environment: "environments", product: "products", tier: "tiers" } as const;
type Described = keyof typeof FOLDERS;

const CODES = {
  environment: "ENVIRONMENT_UNKNOWN",
  product: "PRODUCT_UNKNOWN",
  tier: "ENVIRONMENT_INVALID",
} as const;

/** Names of the environments of a repository, sorted: one file each below environments/. */
export function listEnvironments(root: string): string[] {
  return namesOf(root, "environment");
}

/** Names of the products of a repository, sorted: one file each below products/. */
export function listProducts(root: string): string[] {
  return namesOf(root, "product");
}

/**
 * The file that describes an environment, product or tier.
 * @throws StrataError ENVIRONMENT_UNKNOWN, PRODUCT_UNKNOWN or ENVIRONMENT_INVALID with the nearest name and all there are
 */
export function fileOf(root: string, what: Described, name: string): string {
  const known = namesOf(root, what);
  if (known.includes(name)) return join(root, FOLDERS[what], `${name}.yaml`);
  throw new StrataError(CODES[what], `there is no ${what} ${JSON.stringify(name)}${didYouMean(name, known)}`, {
    hint: known.length === 0 ? `add ${FOLDERS[what]}/${name}.yaml` : `choose one of: ${known.join(", ")}`,
    fault: "user",
  });
}

function namesOf(root: string, what: Described): string[] {
  const folder = join(root, FOLDERS[what]);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => file.slice(0, -".yaml".length))
    .sort();
}
