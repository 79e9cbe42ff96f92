import { rmSync } from "node:fs";
import { join } from "node:path";
import { spawn as openPty } from "@lydell/node-pty";
import { execa } from "execa";
import { describe, expect, it } from "vitest";
import { makeCloudWorkspace, topics } from "../../rollout/test/cloud-workspace.ts";
import { REPOSITORY } from "../../rollout/test/engine-workspace.ts";

const MAIN = join(import.meta.dirname, "..", "src", "main.ts");
const STORE = [
  topics("data", 1).body,
  'const open = new pulumi.Config("strata").getBoolean("data.unprotected") === true;',
  'new pulumi.ComponentResource("fixture:index:Store", "store", {}, { protect: !open });',
].join("\n  ");

type Variables = Readonly<Record<string, string>>;

/** Runs `strata` in a workspace: its exit code, and what it wrote. */
async function strata(cwd: string, env: Variables, ...words: readonly string[]) {
  const { exitCode, stdout, stderr } = await execa(process.execPath, [MAIN, ...words], { cwd, env, reject: false });
  return { code: exitCode, out: stdout, err: stderr };
}

/** Runs `strata` in a terminal, typing an answer as soon as its question stands there: its exit code and all that was shown. */
function inTerminal(cwd: string, env: Variables, words: readonly string[], answers: readonly [string, string][]) {
  return new Promise<{ readonly code: number; readonly shown: string }>((resolve) => {
    const pty = openPty(process.execPath, [MAIN, ...words], {
      cwd,
      cols: 200,
      env: { ...process.env, ...env, TERM: "xterm", NO_COLOR: "1" },
    });
    const open = [...answers];
    let shown = "";
    pty.onData((data) => {
      shown += data;
      const [next] = open;
      if (next === undefined || !shown.includes(next[0])) return;
      open.shift();
      pty.write(next[1]);
    });
    pty.onExit(({ exitCode }) => resolve({ code: exitCode, shown }));
  });
}

async function deploy(root: string, variables: Variables, environment: string): Promise<void> {
  const source = [
    'import { superviseRollout } from "@strata/rollout";',
    `const request = ${JSON.stringify({ root, environment, operation: "deploy", layers: "all", config: {} })};`,
    "const { status } = await superviseRollout(request, () => {}).ended;",
    'if (status !== "succeeded") process.exitCode = 1;',
  ].join("\n");
  const options = { cwd: join(REPOSITORY, "tools", "cli"), env: variables };
  await execa(process.execPath, ["--input-type=module", "-e", source], options);
}

describe("strata teardown", () => {
  it("asks for the name, lets protected stores go only when they are named again, and leaves nothing", async () => {
    const { root, variables, account } = await makeCloudWorkspace({ data: { upstreams: [], body: STORE } });
    const env = { ...variables, NO_COLOR: "1" };
    await deploy(root, env, "threa-prod");
    expect(account()).not.toEqual([]);

    const refused = await strata(root, env, "teardown", "threa-prod", "--confirm", "threa-prod");
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining("strata teardown threa-prod --with-data") });
    expect(refused.err).toContain("data: fixture:index:Store store");
    const { code, shown: seen } = await inTerminal(
      root,
      variables,
      ["teardown", "threa-prod", "--with-data"],
      [
        ["Type threa-prod to destroy it", "threa-prd\r"],
        ["type threa-prod, or end it with Ctrl-C", "\x7f\x7frod\r"],
        ["Type threa-prod again", "threa-prod\r"],
      ],
    );
    expect(seen).toContain("nothing of threa-prod is left in the account");
    expect(code).toBe(0);
    expect(account()).toEqual([]);
  });

  it.runIf(process.env.STRATA_FAULTS === "long")(
    "THREA-081: destroys all six layers of threa-prod, with images in its repository and data in its stores, nothing done by hand",
    async () => {
      const { variables, account } = await makeCloudWorkspace({});
      await deploy(REPOSITORY, variables, "threa-prod");
      const first = await strata(REPOSITORY, variables, "teardown", "threa-prod", "--dry-run");
      expect(first.out).toMatch(/ecr\/repository:Repository .* its images: forceDelete is true/);
      const run = await strata(REPOSITORY, variables, "teardown", "threa-prod", "--confirm", "threa-prod");
      expect(run).toMatchObject({ code: 0, err: expect.stringContaining("nothing of threa-prod is left") });
      expect(run.out).toMatch(/observability.*edge.*services.*(cluster.*data|data.*cluster).*network/s);
      expect(account()).toEqual([]);
      rmSync(join(variables.STRATA_REHEARSAL ?? "", "runs"), { recursive: true, force: true });
    },
  );
});
