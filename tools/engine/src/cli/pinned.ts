import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { StrataError } from "@strata/shared-config";

/** The Go modules that pin the engine, relative to the repository's root. */
export const CLI_MODULE = "tools/engine/go/cli";
export const LANGUAGE_HOST_MODULE = "tools/engine/go/language-nodejs";

/**
 * The version of a required module in the text of a go.mod.
 *
 * @returns without the leading `v`, or undefined when the module is not required
 */
export function requiredVersion(goMod: string, module: string): string | undefined {
  for (const line of goMod.split("\n")) {
    const [path, version] = line
      .replace(/^\s*require\s+/, "")
      .trim()
      .split(/\s+/);
    if (path === module && version !== undefined) return version.replace(/^v/, "");
  }
  return undefined;
}

/**
 * The version of the Pulumi CLI that this repository is tested with: the one that its Go module requires, which is
 * the only place where it stands.
 *
 * @param root the repository's root folder
 * @returns for example `3.259.0`
 */
export async function pinnedVersion(root: string): Promise<string> {
  const file = join(root, CLI_MODULE, "go.mod");
  const version = requiredVersion(await readFile(file, "utf8"), "github.com/pulumi/pulumi/pkg/v3");
  if (version !== undefined) return version;
  throw new StrataError("ENGINE_MISSING", `${file} requires no github.com/pulumi/pulumi/pkg/v3`, {
    hint: `git checkout -- ${CLI_MODULE}/go.mod`,
    fault: "strata",
  });
}
