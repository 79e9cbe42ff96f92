// One rollout of the product's own layers in a process of its own: node roll.ts <operation> <environment> <layers> [--resume] [--no-cutoff].
// It prints the record as JSON. Everything else comes from the environment variables, which make it a rehearsal.
import { findRoot, LAYERS, StrataError } from "@strata/shared-config";
import type { RolloutRequest } from "../../src/request.ts";
import { runRollout } from "../../src/rollout.ts";

const OPERATIONS: readonly RolloutRequest["operation"][] = ["preview", "deploy", "destroy", "refresh"];
const [asked, environment = "", chosen = "all", ...settings] = process.argv.slice(2);
const operation = OPERATIONS.find((known) => known === asked) ?? "preview";
const layers = chosen === "all" ? "all" : LAYERS.filter((layer) => chosen.split(",").includes(layer));
const resume = settings.includes("--resume");
const cutoff = !settings.includes("--no-cutoff");
const config = Object.fromEntries(
  settings.filter((setting) => setting.includes("=")).map((setting) => setting.split(/=(.*)/s).slice(0, 2)),
);

try {
  const record = await runRollout(
    { root: findRoot(import.meta.dirname) ?? "", environment, operation, layers, config, resume, cutoff },
    { notify: () => {}, now: () => new Date(), signal: new AbortController().signal },
  );
  console.log(JSON.stringify(record));
  process.exit(record.exitCode ?? 1);
} catch (error) {
  if (!(error instanceof StrataError)) throw error;
  console.log(JSON.stringify({ code: error.code, message: error.message, hint: error.hint }));
  process.exit(2);
}
