import { localBackendFolder } from "@strata/shared-config";
import { backendUrl } from "./backend-url.ts";
import { openFileStore } from "./file-store.ts";
import { openS3Store } from "./s3-store.ts";
import { parseS3Url } from "./s3-url.ts";
import type { StateStore } from "./state-store.ts";

/**
 * The store of the backend in use: see `backendUrl`.
 *
 * @param root what a relative URL starts from, and where a `Pulumi.yaml` may name a backend
 * @returns undefined for a backend whose objects only the engine reaches: Pulumi Cloud, `gs://`, `azblob://`
 * @throws StrataError OPTION_INVALID for an `s3://` URL that the engine would refuse
 */
export function openStore(root: string): StateStore | undefined {
  const url = backendUrl(root);
  if (url?.startsWith("s3://") === true) return openS3Store(parseS3Url(url));
  const folder = localBackendFolder(url, root);
  return folder === undefined ? undefined : openFileStore(folder);
}
