import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { diskError } from "./disk.ts";
import type { World } from "./world.ts";

/** Which process serves a world's simulated cloud. */
export interface CloudRecord {
  readonly pid: number;
  readonly port: number;
  /** Where it answers calls of AWS's and Cloudflare's own APIs, by HTTP. */
  readonly apiPort: number;
  /** ISO 8601 */
  readonly startedAt: string;
}

/** The record that the last cloud process left; undefined when there is none, or none that can be read. */
export function readCloudRecord(world: Pick<World, "cloud">): CloudRecord | undefined {
  if (!existsSync(world.cloud)) return undefined;
  const record: unknown = JSON.parse(readFileSync(world.cloud, "utf8") || "null");
  return isRecord(record) ? record : undefined;
}

/** Says which process serves. @throws STATE_UNWRITABLE, DISK_FULL */
export function writeCloudRecord(world: Pick<World, "cloud">, record: CloudRecord): void {
  try {
    writeFileSync(world.cloud, `${JSON.stringify(record)}\n`);
  } catch (error) {
    throw diskError(error, world.cloud);
  }
}

/** Takes the record away, if it is this process's. */
export function dropCloudRecord(world: Pick<World, "cloud">, pid: number): void {
  if (readCloudRecord(world)?.pid === pid) rmSync(world.cloud, { force: true });
}

function isRecord(value: unknown): value is CloudRecord {
  if (typeof value !== "object" || value === null || !("pid" in value) || !("port" in value)) return false;
  if (!("apiPort" in value) || typeof value.apiPort !== "number") return false;
  return typeof value.pid === "number" && typeof value.port === "number" && "startedAt" in value;
}
