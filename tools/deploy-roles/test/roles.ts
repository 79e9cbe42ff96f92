import { join } from "node:path";
import { LAYERS, type LayerName, loadEnvironment } from "@strata/shared-config";
import { type DeployRole, deployRoles } from "../src/deploy-roles.ts";
import type { StateBackend } from "../src/state-access.ts";
import { readWorkspace } from "../src/workspace-roles.ts";

export const ROOT = join(import.meta.dirname, "..", "..", "..");

/** Read once a file: it is the same for all environments. */
const workspace = readWorkspace(ROOT);

export const ACCOUNT = "123456789012";

export const STATE: StateBackend = {
  bucket: "acme-state",
  prefix: "platform/",
  lockTable: `arn:aws:dynamodb:eu-central-1:${ACCOUNT}:table/acme-locks`,
  keys: [],
};

/** The roles of an environment by layer, with settings on top. */
export async function rolesOf(
  environment: string,
  config: Readonly<Record<string, string>> = {},
  state: StateBackend = STATE,
): Promise<Record<LayerName, DeployRole>> {
  const github = { "ci.github": "{ repository: acme/platform, environment: production }" };
  const loaded = loadEnvironment(ROOT, environment, { ...github, ...config });
  const roles = deployRoles({ environment: loaded, account: ACCOUNT, state, ...(await workspace) });
  const of = (layer: LayerName) => {
    const role = roles.find((one) => one.layer === layer);
    if (role === undefined) throw new Error(`${environment} has no role for ${layer}`);
    return role;
  };
  const [network, data, cluster, services, edge, observability] = LAYERS.map(of);
  if (!network || !data || !cluster || !services || !edge || !observability) throw new Error("six layers");
  return { network, data, cluster, services, edge, observability };
}
