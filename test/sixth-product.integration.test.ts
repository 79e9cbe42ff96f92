/*
 * A product of somebody else's: one file in products/, one in environments/, and nothing else. A copy of the repository
 * takes both, so that the command finds them as it would in a clone.
 */
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { root } from "./lives/root.ts";

const PRODUCT = `
app: bookshop
network: { nat: single }
data:
  postgres: { mode: aurora, engineVersion: "16.6", aurora: { minAcu: 0.5, maxAcu: 4 } }
  redis: { mode: node }
  secrets:
    entries:
      session-key: { source: generated, format: hex, length: 32 }
cluster:
  repositories: { shop: {}, search: {} }
  loadBalancer: { enabled: true }
  capacity:
    pools:
      memory: { instanceTypes: [r7g.large], architecture: arm64, onDemandPercentAboveBase: 0 }
services:
  shop:
    image: { repository: shop }
    port: 8080
    exposure: loadBalancer
    secrets: { DATABASE_URL: { postgres: url }, REDIS_URL: { redis: url }, SESSION_KEY: { secret: session-key } }
    calls: { search: { environment: { SEARCH_URL: "\${url}" } } }
    containers: { migrate: { start: before, command: [./migrate] } }
    scaling:
      min: 1
      max: 6
      cpuPercent: 60
      schedules: { sale: { cron: "0 8 ? * SAT *", timeZone: Europe/Berlin, min: 4, max: 12 } }
    alarms: { cpuPercent: { warning: 60, critical: 90 }, errorPercent: { critical: 2 } }
  search:
    image: { repository: search }
    port: 9200
    exposure: internal
    capacity: ec2
    architecture: arm64
    ec2: { placement: binpackMemory, memoryReservation: 4096 }
`;

let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(realpathSync(tmpdir()), "strata-sixth-"));
  const parts = ["libs", "stacks", "tools", "environments", "products", "tiers"];
  const files = ["package.json", "pnpm-workspace.yaml", "nx.json", "tsconfig.json"];
  for (const part of [...parts, ...files]) {
    // Links of the workspace's own packages are relative: in the copy they lead to the copy.
    cpSync(join(root, part), join(copy, part), { recursive: true, verbatimSymlinks: true });
  }
  mkdirSync(join(copy, "node_modules"));
  symlinkSync(join(root, "node_modules/.pnpm"), join(copy, "node_modules/.pnpm"));
  writeFileSync(join(copy, "products/bookshop.yaml"), PRODUCT);
  writeFileSync(join(copy, "environments/bookshop-dev.yaml"), "product: bookshop\ntier: dev\n");
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

it("rehearses a product that is none of the five from one file", { timeout: 180_000 }, async () => {
  const command = join(copy, "tools/cli/src/main.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [command, "rehearse", "bookshop-dev", "--json"], {
    cwd: copy,
    maxBuffer: 64 * 1024 * 1024,
  });
  const { record } = JSON.parse(stdout);
  expect(record.status).toBe("succeeded");
  const layers = Object.fromEntries(record.layers.map((layer: { layer: string }) => [layer.layer, layer]));
  expect(layers.services.outputs).toMatchObject({
    serviceNames: { shop: "bookshop-shop", search: "bookshop-search" },
    internalUrls: { search: "http://search:9200" },
  });
  expect(layers.cluster.outputs.poolProviders).toEqual({ memory: "bookshop-memory" });
  expect(layers.observability.outputs.alarmNames).toEqual([
    "bookshop-shop-cpu-critical",
    "bookshop-shop-cpu-warning",
    "bookshop-shop-errors-critical",
  ]);
});
