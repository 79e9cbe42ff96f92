import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
/** Set-up of a machine that nobody works at: it leaves the git hooks alone. */
const env = { ...process.env, CI: "true" };
const RUN = fileURLToPath(new URL("../src/run.mjs", import.meta.url));

describe("a command that the set-up hands over to", () => {
  beforeAll(() => spawnSync("node", [RUN, "node", "--version"], { cwd: ROOT, env }));

  it("has the repository's own tools on PATH, its exit code is passed on, and nothing is set up again", () => {
    const script = 'require("child_process").execSync("pnpm --version && pulumi version"); process.exit(7)';
    const ended = spawnSync("node", [RUN, "node", "-e", script], { cwd: ROOT, env, encoding: "utf8" });
    expect(ended.stderr).toBe("");
    expect(ended.status).toBe(7);
  });

  it("gets the signal that this process gets, and ends it", async () => {
    const script = 'process.on("SIGTERM", () => process.exit(9)); console.log("ready"); setInterval(() => {}, 1000)';
    const child = spawn("node", [RUN, "node", "-e", script], { cwd: ROOT, env, stdio: ["ignore", "pipe", "inherit"] });
    await once(child.stdout, "data");
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([9, null]);
  });

  it("that does not exist is an error of the set-up", () => {
    const ended = spawnSync("node", [RUN, "no-such-command"], { cwd: ROOT, env, encoding: "utf8" });
    expect(ended.status).toBe(2);
    expect(ended.stderr).toContain("there is no no-such-command");
  });
});

describe("the line for a shell", () => {
  it("puts pulumi, nx and pnpm within reach", () => {
    const command = 'eval "$(npm run -s path)"; pulumi version; command -v nx; pnpm --version';
    const { stdout, status } = spawnSync("sh", ["-c", command], { cwd: ROOT, env, encoding: "utf8" });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^v3\.\d+\.\d+\n.*node_modules\/\.bin\/nx\n12\.\d+\.\d+\n$/);
  });
});
