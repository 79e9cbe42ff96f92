import { localBackendFolder } from "@strata/shared-config";
import { openFileStore } from "./file-store.ts";
import type { StateStore } from "./state-store.ts";

/**
 * The store of the backend that PULUMI_BACKEND_URL names.
 *
 * @param root what a relative URL starts from
 * @returns undefined for a backend whose objects only the engine reaches, such as Pulumi Cloud
 */
export function openStore(root: string): StateStore | undefined {
  const folder = localBackendFolder(process.env.PULUMI_BACKEND_URL, root);
  return folder === undefined ? undefined : openFileStore(folder);
}
