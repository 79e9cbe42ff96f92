import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A small product with one service and a database, for tests that change one thing in it. */
export const PRODUCT = `app: shop
data:
  postgres:
    mode: instance
cluster:
  repositories:
    web: {}
services:
  web:
    image: { repository: web }
    port: 8080
tiers:
  prod:
    services:
      web:
        desiredCount: 2
`;

const FILES = {
  "pnpm-workspace.yaml": "packages: []\n",
  "environments/shop-prod.yaml": "product: shop\ntier: prod\n",
  "products/shop.yaml": PRODUCT,
  "tiers/dev.yaml": "network: { zones: 2 }\n",
  "tiers/staging.yaml": "network: { zones: 2 }\n",
  "tiers/prod.yaml": "network: { zones: 3 }\n",
};

/**
 * A repository of its own in a temporary folder: environment `shop-prod` of product `shop`.
 * @param files that are added or replaced, by path
 */
export function repository(files: Readonly<Record<string, string>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), "strata-config-"));
  for (const [path, text] of Object.entries({ ...FILES, ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}
