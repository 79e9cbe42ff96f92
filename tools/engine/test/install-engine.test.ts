import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { InstallHost } from "../src/cli/engine.ts";
import { installEngine } from "../src/install/install-engine.ts";

/**
 * Stands for a Go that has fetched Pulumi's SDK, lists two packages, builds them, and leaves a program that says it is
 * the pinned version.
 */
const GO = `#!/bin/sh
case "$1 $2" in
  "version ") echo "go version go1.26.0 linux/amd64"; exit ;;
  "list -m") echo "$HOME/sdk"; exit ;;
esac
case "$1" in
  list) printf 'fmt\\ngithub.com/x/y\\n' ;;
  build)
    while [ "$1" != -o ]; do shift; done
    printf 'go: downloading z v1.0.0\\nfmt\\ngithub.com/x/y\\n' >&2
    mkdir -p "$(dirname "$2")"; printf '#!/bin/sh\\necho v3.259.0\\n' > "$2"; chmod +x "$2" ;;
esac
`;

/** As much of the language host's source as its patch is for. */
const LANGUAGE_HOST = 'fmt.Sprintf("127.0.0.1:%d", handle.Port), pipes.directory())';

let home: string;
let root: string;
let said: string[];
let host: InstallHost;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "strata-install-"));
  root = join(home, "repository");
  for (const module of ["cli", "language-nodejs"])
    mkdirSync(join(root, "tools/engine/go", module), { recursive: true });
  const languageHost = join(home, "sdk/nodejs/cmd/pulumi-language-nodejs");
  mkdirSync(languageHost, { recursive: true });
  writeFileSync(join(languageHost, "main.go"), LANGUAGE_HOST);
  writeFileSync(join(root, "tools/engine/go/cli/go.mod"), "require github.com/pulumi/pulumi/pkg/v3 v3.259.0\n");
  vi.stubEnv("HOME", home);
  vi.stubEnv("PATH", `${join(home, "tools")}:/usr/bin:/bin`);
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("fetch failed", { cause: new Error("no route to host") })));
  said = [];
  host = {
    step: (what) => said.push(what),
    failed: (what) => said.push(`failed: ${what}`),
    progress: (what, done, total, unit) => said.push(`${what}: ${done} of ${total} ${unit}`),
  };
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  rmSync(home, { recursive: true });
});

/**
 * Stands for a Homebrew that has one version of Pulumi, writes down what it is told, and installs a program that says it is
 * that version.
 */
const brew = (version: string) => `#!/bin/sh
echo "$@" >> "$HOME/brew.log"
cellar="$HOME/cellar"
case "$1" in
  info) echo '{"formulae":[{"versions":{"stable":"${version}"}}]}' ;;
  install) mkdir -p "$cellar/bin"; printf '#!/bin/sh\\necho v${version}\\n' > "$cellar/bin/pulumi"; chmod +x "$cellar/bin/pulumi" ;;
  --prefix) echo "$cellar" ;;
esac
`;

function putGo(script: string): void {
  putTool("go", script);
}

function putTool(name: string, script: string): void {
  mkdirSync(join(home, "tools"), { recursive: true });
  writeFileSync(join(home, "tools", name), script);
  chmodSync(join(home, "tools", name), 0o755);
}

describe("the engine on a machine without it", () => {
  it("is installed over what a killed installation has left", async () => {
    putGo(GO);
    // The largest process id that Linux gives out is 2^22.
    const leftover = join(home, ".pulumi/versions/3.259.0/.installing-4194305-abc");
    mkdirSync(leftover, { recursive: true });
    await installEngine(root, host);
    expect(existsSync(leftover)).toBe(false);
  });

  it("is built with Go where the release cannot be fetched, and tells how far it is", async () => {
    putGo(GO);
    const installation = join(home, ".pulumi/versions/3.259.0");
    expect(await installEngine(root, host)).toEqual({
      version: "3.259.0",
      command: join(installation, "bin/pulumi"),
      source: "built",
    });
    expect(readdirSync(join(installation, "bin")).sort()).toEqual([
      "pulumi",
      "pulumi-language-nodejs",
      "pulumi-language-nodejs-host",
    ]);
    expect(readdirSync(installation)).toEqual(["bin"]);
    expect(said).toContain("building the Pulumi engine: 2 of 2 packages");
    expect(said[1]).toMatch(/^failed: the official release: .*no route to host/);
  });

  it("PROL-093: is installed with Homebrew where there is one that has the pinned version", async () => {
    putTool("brew", brew("3.259.0"));
    const command = join(home, "cellar/bin/pulumi");
    expect(await installEngine(root, host)).toEqual({ version: "3.259.0", command, source: "homebrew" });
    expect(readFileSync(join(home, "brew.log"), "utf8")).toContain("install pulumi/tap/pulumi\n");
    expect(said).toEqual(["asking Homebrew for Pulumi", "installing Pulumi 3.259.0 with Homebrew"]);
  });

  it("is not installed with a Homebrew that has another version: the next way is tried", async () => {
    putTool("brew", brew("3.300.0"));
    putGo(GO);
    expect(await installEngine(root, host)).toMatchObject({ source: "built" });
    expect(readFileSync(join(home, "brew.log"), "utf8")).not.toContain("install ");
    expect(said).toContain("failed: Homebrew: it has Pulumi 3.300.0, and 3.259.0 is pinned");
  });

  it("PROL-093: is asked of the official installer where PATH is empty", async () => {
    const asked: string[] = [];
    vi.stubEnv("PATH", "");
    vi.stubGlobal("fetch", (url: string) => {
      asked.push(url);
      return Promise.reject(new TypeError("fetch failed"));
    });
    await expect(installEngine(root, host)).rejects.toMatchObject({ code: "ENGINE_MISSING" });
    expect(asked).toEqual(["https://get.pulumi.com/install.sh"]);
    expect(said[0]).toBe("asking for the official Pulumi release");
  });

  it("is found the next time, and nothing is done", async () => {
    putGo(GO);
    await installEngine(root, host);
    said.length = 0;
    expect((await installEngine(root, host)).source).toBe("strata");
    expect(said).toEqual([]);
  });

  it("ends up whole when two installations run at once", async () => {
    putGo(GO);
    const both = await Promise.all([installEngine(root, host), installEngine(root, host)]);
    expect(both.map(({ version }) => version)).toEqual(["3.259.0", "3.259.0"]);
  });

  it("is missing with a reason for each way, when there is neither internet nor Go", async () => {
    vi.stubEnv("PATH", join(home, "nowhere"));
    await expect(installEngine(root, host)).rejects.toMatchObject({
      code: "ENGINE_MISSING",
      message: expect.stringMatching(/official release: .*no route to host.*build with Go: there is no Go on PATH/),
      hint: expect.stringContaining("https://go.dev/doc/install"),
    });
  });

  it("is missing with Go's own reason when the build fails", async () => {
    putGo(GO.replace("while", "echo 'x.go:1:1: syntax error' >&2; exit 1; while"));
    await expect(installEngine(root, host)).rejects.toMatchObject({ message: expect.stringContaining("syntax error") });
    expect(readdirSync(join(home, ".pulumi/versions/3.259.0"))).toEqual([]);
  });

  it("is about the disk when the build found no room on it", async () => {
    putGo(GO.replace("while", "echo 'write /tmp/b001/x.a: no space left on device' >&2; exit 1; while"));
    await expect(installEngine(root, host)).rejects.toMatchObject({
      code: "DISK_FULL",
      hint: expect.stringContaining("df -h"),
    });
  });
});
