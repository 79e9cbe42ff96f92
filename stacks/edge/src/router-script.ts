import { join } from "node:path";
import { StrataError } from "@strata/shared-config";
import { buildSync } from "esbuild";

const FOLDER = join(import.meta.dirname, "..", "worker");

/**
 * The router's program: worker/ as one ES module. The same sources give the same text on every machine, so a deployment
 * changes the Worker only where they changed.
 * @throws StrataError ENVIRONMENT_INVALID where esbuild gives no module; an Error of esbuild where they do not compile
 */
export function bundleRouter(): string {
  const { outputFiles } = buildSync({
    entryPoints: ["index.ts"],
    // Comments name the sources by their paths from here, and no path of this machine.
    absWorkingDir: FOLDER,
    bundle: true,
    write: false,
    format: "esm",
    platform: "neutral",
    target: "es2024",
    charset: "utf8",
    legalComments: "none",
    logLevel: "silent",
  });
  const [module] = outputFiles;
  if (module !== undefined) return module.text;
  throw new StrataError("ENVIRONMENT_INVALID", "esbuild made no module of stacks/edge/worker", {
    hint: "look at stacks/edge/worker/index.ts",
    fault: "environment",
  });
}
