import type { StateStore } from "@strata/engine";
import { openEnvironment, optionInvalid } from "@strata/shared-config";
import type { Orphan } from "../record.ts";
import { sweep } from "./sweep.ts";

/**
 * The store that holds the state of this workspace.
 *
 * @throws StrataError OPTION_INVALID for a backend whose objects only the engine reaches
 */
export async function requireStore(root: string): Promise<StateStore> {
  // Loaded here and not above: it brings the Pulumi SDK with it.
  const { openStore } = await import("@strata/engine");
  const store = openStore(root);
  if (store !== undefined) return store;
  throw optionInvalid(
    "the state is in a backend whose objects only the engine reaches",
    "set PULUMI_BACKEND_URL to the file:// or s3:// backend of this environment",
  );
}

/** What of an environment is in the account and in no state. Throws what the environment, its state and the account do. */
export async function sweepEnvironment(root: string, environment: string): Promise<readonly Orphan[]> {
  const { region } = openEnvironment(root, environment).aws;
  const { openAccount } = await import("./open-account.ts");
  return sweep({ environment, region, store: await requireStore(root), account: openAccount() });
}
