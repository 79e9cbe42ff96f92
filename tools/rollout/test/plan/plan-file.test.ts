import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { UNKNOWN } from "@strata/shared-config";
import { expect, it } from "vitest";
import { readPlan, writePlan } from "../../src/plan/plan-file.ts";
import type { SavedPlan } from "../../src/plan/saved-plan.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const PLAN: SavedPlan = {
  version: 1,
  environment: "threa-prod",
  rehearsal: true,
  commit: { id: "4b825dc642cb6eb9a060e54bf8d69288fbee4904", dirty: false },
  engine: "3.259.0",
  config: { "services.app.memory": "1024" },
  madeAt: "2026-11-20T12:00:00.000Z",
  layers: [
    {
      layer: "data",
      steps: [{ urn: "urn:x::jobs", type: "aws:sqs/queue:Queue", change: "create", properties: { policy: UNKNOWN } }],
      outputs: { queueUrl: UNKNOWN },
      consumed: [{ upstream: "network", output: "vpcId", state: "deployed", value: "vpc-1" }],
    },
  ],
};

it("reads a plan as it was written", async () => {
  const file = join(await temporaryFolder("plan"), "p.json");
  await writePlan(file, PLAN);
  expect(await readPlan(file)).toEqual(PLAN);
});

it.each([
  ["a file that is not there", undefined, "ENOENT"],
  ["a file that is no JSON", "{", "JSON"],
  ["a plan of another version", JSON.stringify({ ...PLAN, version: 2 }), "version"],
  ["a plan with a member that nobody knows", JSON.stringify({ ...PLAN, force: true }), "force"],
  ["a plan without layers", JSON.stringify({ ...PLAN, layers: undefined }), "layers"],
])("refuses %s, and says why", async (_, text, why) => {
  const file = join(await temporaryFolder("plan"), "p.json");
  if (text !== undefined) await writeFile(file, text);
  await expect(readPlan(file)).rejects.toMatchObject({ code: "PLAN_INVALID", message: expect.stringContaining(why) });
});
