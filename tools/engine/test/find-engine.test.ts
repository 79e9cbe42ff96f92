import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { findEngine, requireEngine } from "../src/cli/find-engine.ts";

let home: string;
let root: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "strata-find-engine-"));
  root = join(home, "repository");
  mkdirSync(join(root, "tools/engine/go/cli"), { recursive: true });
  writeFileSync(join(root, "tools/engine/go/cli/go.mod"), "require github.com/pulumi/pulumi/pkg/v3 v3.259.0\n");
  vi.stubEnv("HOME", home);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
});

/** A program that answers like a CLI of a version. */
function cli(folder: string, version: string): string {
  const command = join(home, folder, "pulumi");
  mkdirSync(dirname(command), { recursive: true });
  writeFileSync(command, `#!/bin/sh\necho v${version}\n`);
  chmodSync(command, 0o755);
  return command;
}

function onPath(...folders: string[]): void {
  vi.stubEnv("PATH", [...folders.map((folder) => join(home, folder)), "/usr/bin", "/bin"].join(":"));
}

describe("the search for the engine", () => {
  it("takes the first of PATH that has the pinned version", async () => {
    const command = cli("first/bin", "3.259.0");
    cli("second/bin", "3.259.0");
    onPath("first/bin", "second/bin");
    expect(await findEngine(root)).toMatchObject({ version: "3.259.0", command, source: "path" });
  });

  it("passes over another version on PATH when the pinned one is installed", async () => {
    cli("first/bin", "3.270.0");
    const command = cli(".pulumi/versions/3.259.0/bin", "3.259.0");
    onPath("first/bin");
    expect(await findEngine(root)).toMatchObject({ command, source: "strata" });
  });

  it("finds nothing where there is only another version, and names it, its place and the way out", async () => {
    const command = cli("first/bin", "3.270.0");
    onPath("first/bin");
    expect(await findEngine(root)).toBeUndefined();
    await expect(requireEngine(root)).rejects.toMatchObject({
      code: "ENGINE_VERSION",
      message: expect.stringContaining(`3.259.0, and ${command} is 3.270.0`),
      hint: expect.stringContaining("node tools/engine/src/install.ts"),
    });
  });

  it("says that there is none at all", async () => {
    onPath();
    await expect(requireEngine(root)).rejects.toMatchObject({ code: "ENGINE_MISSING" });
  });

  it("does not take a program that does not start", async () => {
    const command = cli("first/bin", "3.259.0");
    writeFileSync(command, "#!/bin/sh\nexit 3\n");
    onPath("first/bin");
    await expect(requireEngine(root)).rejects.toMatchObject({ message: expect.stringContaining("does not start") });
  });
});

describe("the language host beside the engine", () => {
  it("gets a wrapper that turns ts-node off, where we built it", async () => {
    const folder = dirname(cli(".pulumi/versions/3.259.0/bin", "3.259.0"));
    writeFileSync(join(folder, "pulumi-language-nodejs-host"), "");
    onPath();
    await findEngine(root);
    expect(readFileSync(join(folder, "pulumi-language-nodejs"), "utf8")).toContain("-typescript=false");
  });

  it("is left alone where the release came with its own", async () => {
    const folder = dirname(cli(".pulumi/versions/3.259.0/bin", "3.259.0"));
    onPath();
    await findEngine(root);
    expect(existsSync(join(folder, "pulumi-language-nodejs"))).toBe(false);
  });
});
