import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { ResourceFacts, SdkFacts } from "@strata/sdk-facts";

const require = createRequire(import.meta.url);

/** Every resource class of an SDK, by the type that its file gives itself: none is left out because of its name. */
export function resourceTypes(facts: SdkFacts, packageName: string): readonly ResourceFacts[] {
  const root = dirname(require.resolve(`@pulumi/${packageName}/package.json`));
  const tokens = readdirSync(root, { withFileTypes: true })
    .flatMap((entry) => {
      if (entry.isFile()) return entry.name;
      return entry.name === "node_modules" ? [] : filesBelow(root, entry.name);
    })
    .filter((file) => file.endsWith(".js"))
    .flatMap((file) => /\b__pulumiType = '([^']+:[^']+)'/.exec(readFileSync(join(root, file), "utf8"))?.[1] ?? []);
  return tokens.sort().map((token) => {
    const found = facts.resource(token);
    if (!found) throw new Error(`${token} is a class of @pulumi/${packageName}, and its facts were not found`);
    return found;
  });
}

function filesBelow(root: string, folder: string): readonly string[] {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  return files.map((file) => join(folder, file));
}
