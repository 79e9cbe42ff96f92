import type { RolloutRecord } from "@strata/rollout";
import type { Environment } from "@strata/shared-config";

/**
 * Where the public reaches an environment: the lasting addresses that its layers promise, edge's before services'. Where
 * there is none because tasks stand in the open themselves, a sentence that says so.
 */
export function publicAddress(record: RolloutRecord, environment: Environment): string {
  const outputs = (layer: string) => record.layers.find((row) => row.layer === layer)?.outputs ?? {};
  const { publicUrls } = outputs("edge");
  const { urls } = outputs("services");
  const lasting = [...strings(publicUrls), ...strings(urls)];
  if (lasting[0] !== undefined) return lasting[0];
  const open = Object.values(environment.services).filter(({ exposure }) => exposure === "public");
  if (open.length === 0) return "none: no service of this environment is public";
  const addresses = open.map(({ port }) => `http://<task public ip>:${port}`).join(", ");
  return `${addresses} (no load balancer: the address changes with every task)`;
}

function strings(value: unknown): readonly string[] {
  const items: readonly unknown[] = typeof value === "object" && value !== null ? Object.values(value) : [];
  return items.filter((item) => typeof item === "string");
}
