import { randomUUID } from "node:crypto";
import { access, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** The name under which the language host that we built lies beside the CLI that we built. */
export const BUILT_HOST = "pulumi-language-nodejs-host";

/**
 * The engine sends a stack's runtime options in its request, but the newest language host that Go can build reads
 * them from its flags alone. Without this flag it ignores `typescript: false` of a Pulumi.yaml, starts ts-node, and
 * ts-node does not know TypeScript 7.
 */
const WRAPPER = `#!/bin/sh
exec "$(dirname "$0")/${BUILT_HOST}" -typescript=false "$@"
`;

/**
 * Puts the wrapper `pulumi-language-nodejs` beside a CLI that we built. The CLI of an official release comes with a
 * host of its own, which honours the option, and is left alone.
 *
 * @param command absolute path of the CLI
 */
export async function ensureLanguageHost(command: string): Promise<void> {
  const folder = dirname(command);
  if (!(await exists(join(folder, BUILT_HOST)))) return;
  const wrapper = join(folder, "pulumi-language-nodejs");
  if (await exists(wrapper)) return;
  const unfinished = `${wrapper}.${randomUUID()}`;
  await writeFile(unfinished, WRAPPER, { mode: 0o755 });
  await rename(unfinished, wrapper);
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
