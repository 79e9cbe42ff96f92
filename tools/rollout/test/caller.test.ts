import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Caller } from "../src/caller/caller.ts";
import { expiryWarning } from "../src/caller/caller.ts";
import { runRollout } from "../src/rollout.ts";
import { memoryEngine, recordingHost } from "./recording-host.ts";
import { makeWorkspace, SIX } from "./workspace.ts";

const NOON = new Date("2026-11-20T12:00:00Z");
const MINUTE = 60_000;
const caller = (rest: Partial<Caller> = {}): Caller => ({
  account: "123456789012",
  arn: "arn:aws:sts::123456789012:assumed-role/deploy/ada",
  expiresAt: undefined,
  ...rest,
});
const until = (minutes: number) => caller({ expiresAt: new Date(NOON.getTime() + minutes * MINUTE) });

beforeEach(() => {
  for (const name of ["STRATA_REHEARSAL", "PULUMI_BACKEND_URL", "PULUMI_DEBUG_PROVIDERS"]) vi.stubEnv(name, undefined);
  return () => vi.unstubAllEnvs();
});

const deploy = async (who: Caller, accountId: string) => {
  const root = await makeWorkspace(SIX);
  const { host, events } = recordingHost();
  const engine = memoryEngine({ caller: who });
  const run = runRollout(
    {
      root,
      environment: "threa-prod",
      operation: "deploy",
      layers: "all",
      config: { "aws.accountId": `"${accountId}"` },
    },
    host,
    engine.open,
  );
  return { run, engine, events };
};

describe("credentials", () => {
  it("of another account are refused before anything runs, and both accounts are named", async () => {
    const { run, engine } = await deploy(caller(), "210987654321");
    await expect(run).rejects.toMatchObject({
      code: "ACCOUNT_WRONG",
      message: expect.stringMatching(/210987654321.*123456789012/),
    });
    expect(engine.runs).toEqual([]);
  });

  it("of the right account that end too soon are warned of, once, and the run goes on", async () => {
    const { run, events } = await deploy(caller({ expiresAt: new Date("2026-11-20T12:10:00Z") }), "123456789012");
    expect((await run).status).toBe("succeeded");
    const warnings = events.filter(({ code }) => code === "warning");
    expect(warnings).toEqual([
      { code: "warning", data: { message: expect.stringContaining("the credentials end in 10 min") } },
    ]);
  });

  it("are held against what the last run took, with room to spare, or half an hour where nothing is known", () => {
    expect(expiryWarning(until(10), NOON, 5 * MINUTE)).toBeUndefined();
    expect(expiryWarning(until(7), NOON, 5 * MINUTE)).toContain("end in 7 min, and the last such run took 5 min");
    expect(expiryWarning(until(44), NOON, undefined)).toContain("how long this run takes is not known");
    expect(expiryWarning(until(46), NOON, undefined)).toBeUndefined();
    expect(expiryWarning(until(-3), NOON, undefined)).toContain("end in 0 min");
    expect(expiryWarning(caller(), NOON, undefined)).toBeUndefined();
  });
});
