import { join } from "node:path";
import { execa } from "execa";
import type { RolloutRecord } from "../../src/record.ts";
import type { RolloutRequest } from "../../src/request.ts";
import type { EngineWorkspace } from "../engine-workspace.ts";

const DRIVER = join(import.meta.dirname, "roll.ts");

/** Deploys in a process of its own, which loads the programs as they are now: one that stays has loaded them. */
export async function deploy(
  { root, variables }: EngineWorkspace,
  rest: Partial<RolloutRequest> = {},
): Promise<RolloutRecord> {
  const request = { root, environment: "threa-prod", operation: "deploy", layers: "all", config: {}, ...rest };
  const { stdout } = await execa(process.execPath, [DRIVER, JSON.stringify(request)], { cwd: root, env: variables });
  const record: RolloutRecord = JSON.parse(stdout);
  return record;
}
