import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";

/**
 * The folder of a `file://` state backend.
 *
 * @param url what PULUMI_BACKEND_URL holds
 * @param workFolder the folder that a relative URL starts from: where the engine runs
 * @returns an absolute path, or undefined when the state is kept elsewhere
 */
export function localBackendFolder(url: string | undefined, workFolder: string): string | undefined {
  if (url === undefined || !url.startsWith("file://")) return undefined;
  const path = decodeURIComponent(url.slice("file://".length).replace(/\?.*$/, ""));
  if (path === "~" || path.startsWith("~/")) return join(homedir(), path.slice(1));
  return isAbsolute(path) ? path : resolve(workFolder, path);
}
