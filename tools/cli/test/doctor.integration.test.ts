import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { expect, it } from "vitest";
import { makeEngineWorkspace } from "../../rollout/test/engine-workspace.ts";

const MAIN = join(import.meta.dirname, "..", "src", "main.ts");

interface Found {
  readonly removed: readonly string[];
  readonly findings: readonly { readonly area: string; readonly level: string; readonly hint: string }[];
}

it("tells of what is wrong with an environment's states and what is not deployed, and --fix takes leftovers away", async () => {
  const { root, variables } = await makeEngineWorkspace({ network: { upstreams: [] } });
  const stacks = join(root, ".strata", "rehearsal", "state", ".pulumi", "stacks", "network");
  writeFileSync(join(root, ".node-version"), `${process.versions.node}\n`);
  mkdirSync(stacks, { recursive: true });
  writeFileSync(join(stacks, "threa-prod.json.attrs"), "");
  writeFileSync(join(stacks, "threa-prod.json"), "{ cut off");
  const args = [MAIN, "doctor", "threa-prod", "--fix", "--json"];
  const { stdout, exitCode } = await execa(process.execPath, args, { cwd: root, env: variables, reject: false });
  const { removed, findings }: Found = JSON.parse(stdout);
  expect(exitCode).toBe(1);
  expect(removed).toEqual([".pulumi/stacks/network/threa-prod.json.attrs"]);
  expect(findings.filter(({ area }) => area === "state")).toEqual([
    expect.objectContaining({
      level: "error",
      hint: expect.stringMatching(/^strata state restore threa-prod network/),
    }),
  ]);
});
