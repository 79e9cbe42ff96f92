import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { strata } from "./run.ts";

let backend: string;
beforeEach(() => {
  backend = mkdtempSync(join(tmpdir(), "strata-operate-"));
  vi.stubEnv("PULUMI_BACKEND_URL", `file://${backend}`);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(backend, { recursive: true });
});

it("HAPPY-116: has the commands that show what runs, each with its help", async () => {
  const { out } = await strata("--help");
  for (const command of ["tasks", "logs", "exec", "migrate", "refresh-service", "outputs", "status"]) {
    expect(out).toMatch(new RegExp(`^ +${command} `, "m"));
    expect((await strata(command, "--help")).code).toBe(0);
  }
});

it.each([
  ["tasks", "threa-prod"],
  ["logs", "threa-prod", "app"],
  ["exec", "threa-prod", "app"],
  ["migrate", "threa-prod"],
  ["refresh-service", "threa-prod", "app"],
])("strata %s %s says what to deploy where nothing is", async (...words) => {
  expect(await strata(...words)).toMatchObject({
    code: 2,
    err: expect.stringMatching(/LAYER_NOT_DEPLOYED: .*\n {2}next: nx deploy services -c threa-prod/),
  });
});

it("refreshes nothing that was not named, and reads no log since a time that is none", async () => {
  expect(await strata("refresh-service", "threa-prod")).toMatchObject({
    code: 2,
    err: expect.stringContaining("name services, or say --all"),
  });
  expect(await strata("logs", "threa-prod", "app", "--since", "yesterday")).toMatchObject({
    code: 2,
    err: expect.stringContaining("yesterday is no span of time"),
  });
});
