import { globSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { systemCode, valueAt } from "@strata/shared-config";
import { parse } from "yaml";

/**
 * The URL of the state backend that an engine in a folder uses. In the engine's own order: PULUMI_BACKEND_URL, then
 * `backend.url` of the project, then where somebody has last signed in (pkg/workspace/creds.go of Pulumi 3.259).
 *
 * @param folder of a layer; or of the workspace, whose first layer by name that names a backend then speaks for all
 * @returns undefined where nothing is chosen, which is Pulumi Cloud
 */
export function backendUrl(folder: string): string | undefined {
  const chosen = process.env.PULUMI_BACKEND_URL;
  if (chosen !== undefined && chosen !== "") return chosen;
  const projects = ["Pulumi.yaml", ...globSync("stacks/*/Pulumi.yaml", { cwd: folder }).sort()];
  for (const project of projects) {
    const url = valueAt(read(join(folder, project), parse), ["backend", "url"]);
    if (typeof url === "string" && url !== "") return url;
  }
  return signedInTo();
}

/** The URL of the backend that somebody has last signed in to with the CLI, as they gave it; undefined for none. */
export function signedInTo(): string | undefined {
  const current = valueAt(read(credentialsFile(), JSON.parse), ["current"]);
  return typeof current === "string" && current !== "" ? current : undefined;
}

function credentialsFile(): string {
  const { PULUMI_CREDENTIALS_PATH: place, PULUMI_HOME: home } = process.env;
  return join(place || home || join(homedir(), ".pulumi"), "credentials.json");
}

/** A file's content; undefined for one that is not there, and for one that the engine will refuse by itself. */
function read(file: string, parseText: (text: string) => unknown): unknown {
  try {
    return parseText(readFileSync(file, "utf8"));
  } catch (error) {
    const absent = ["ENOENT", "ENOTDIR"].includes(String(systemCode(error)));
    if (absent || error instanceof SyntaxError || (error instanceof Error && error.name.startsWith("YAML")))
      return undefined;
    throw error;
  }
}
