import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { temporaryFolder } from "./temporary-folder.ts";

const REPOSITORY = join(import.meta.dirname, "..", "..", "..");

/**
 * A workspace in a temporary folder: each layer with what it consumes, the product's own environments, and any further
 * file by path.
 */
export async function makeWorkspace(
  layers: Readonly<Record<string, readonly string[]>>,
  files: Readonly<Record<string, string>> = {},
): Promise<string> {
  const root = await temporaryFolder("rollout");
  for (const folder of ["environments", "products", "tiers", "tools"]) {
    await symlink(join(REPOSITORY, folder), join(root, folder));
  }
  for (const [layer, upstreams] of Object.entries(layers)) {
    await put(root, `stacks/${layer}/Pulumi.yaml`, `name: ${layer}\nruntime: nodejs\n`);
    const calls = upstreams.map((upstream) => `  await layer.upstream("${upstream}");`);
    await put(root, `stacks/${layer}/index.ts`, ["export default async (layer) => {", ...calls, "};", ""].join("\n"));
  }
  for (const [path, content] of Object.entries(files)) await put(root, path, content);
  return root;
}

/** The six layers as the product has them. */
export const SIX = {
  network: [],
  data: ["network"],
  cluster: ["network"],
  services: ["network", "data", "cluster"],
  edge: ["cluster", "services"],
  observability: ["data", "cluster", "services", "edge"],
} as const;

/** Writes a file of a workspace, with its folder. */
export async function put(root: string, path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}
