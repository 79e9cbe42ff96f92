import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { AttemptFailed } from "./attempt.ts";

const SDK_MODULE = "github.com/pulumi/pulumi/sdk/v3";
const SOURCE_FOLDER = join("nodejs", "cmd", "pulumi-language-nodejs");

/**
 * The host puts a proxy of its own between program and engine, to spare old Nodes a slow dial. It knows the calls of its
 * own day only, and so refuses the transforms that a stack registers. A program may dial the engine itself.
 */
const PROXIED = 'fmt.Sprintf("127.0.0.1:%d", handle.Port), pipes.directory())';
const DIRECT = "req.GetMonitorAddress(), pipes.directory())";

/** Where the patched package appears to lie, below the module that pins the SDK; nothing is written there. */
export const PATCHED_PACKAGE = "./host";

/**
 * Lays a patched main.go of the language host, and the other files of its package as they are, over the module that
 * pins it: Go builds from the overlay, and neither its module cache nor this repository is touched.
 *
 * @param module absolute path of the module that requires the SDK
 * @param folder where the overlay may be kept during the build
 * @returns the overlay's file, for `go build -overlay`
 * @throws AttemptFailed when the pinned source is not what the patch was made for
 */
export async function overlayLanguageHost(module: string, folder: string): Promise<string> {
  const options = { cwd: module, env: { GOWORK: "off" }, stdin: "ignore" } as const;
  await execa("go", ["mod", "download", SDK_MODULE], options);
  const { stdout: sdk } = await execa("go", ["list", "-m", "-f", "{{.Dir}}", SDK_MODULE], options);
  const source = join(sdk, SOURCE_FOLDER);
  const target = join(module, PATCHED_PACKAGE);

  const main = join(folder, "main.go");
  await writeFile(main, dialDirectly(await readFile(join(source, "main.go"), "utf8")));
  const files = (await readdir(source)).filter((name) => name.endsWith(".go") && !name.endsWith("_test.go"));
  const replace = Object.fromEntries(
    files.map((name) => [join(target, name), name === "main.go" ? main : join(source, name)]),
  );
  const overlay = join(folder, "overlay.json");
  await writeFile(overlay, JSON.stringify({ Replace: replace }));
  return overlay;
}

/**
 * The host's main.go with the engine's own address handed to the program.
 *
 * @throws AttemptFailed when the place is not there exactly once
 */
export function dialDirectly(source: string): string {
  const parts = source.split(PROXIED);
  if (parts.length !== 2) throw new AttemptFailed("the pinned language host is not the one that its patch is for");
  return parts.join(DIRECT);
}
