import { pathToFileURL } from "node:url";
import { NOWHERE } from "@strata/shared-config";
import { readCloudRecord } from "./cloud-record.ts";
import { ACCESS_KEY, PROFILE, SECRET_KEY, type World } from "./world.ts";

/** The services of which the simulated cloud answers some calls: those that find what was made, and run a one-off task. */
const SERVED = ["RESOURCE_GROUPS_TAGGING_API", "SECRETS_MANAGER", "BACKUP", "CLOUDWATCH_LOGS", "ECS"];

/**
 * The environment variables that make a rollout a rehearsal. They override everything by which a real backend, account
 * or token could be reached: an empty value is one that every tool takes for absent.
 * @param port where the simulated cloud listens
 */
export function rehearsalEnvironment(world: World, port: number): Record<string, string> {
  const apis = readCloudRecord(world)?.apiPort;
  const api = apis === undefined ? NOWHERE : `http://127.0.0.1:${apis}`;
  return {
    STRATA_REHEARSAL: world.folder,
    PULUMI_BACKEND_URL: `${pathToFileURL(world.state).href}?metadata=skip`,
    PULUMI_HOME: world.home,
    PULUMI_CONFIG_PASSPHRASE: "rehearsal",
    PULUMI_CONFIG_PASSPHRASE_FILE: "",
    PULUMI_ACCESS_TOKEN: "",
    PULUMI_DEBUG_PROVIDERS: ["aws", "awsx", "cloudflare", "random"].map((name) => `${name}:${port}`).join(","),
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    AWS_ACCESS_KEY_ID: ACCESS_KEY,
    AWS_SECRET_ACCESS_KEY: SECRET_KEY,
    AWS_SESSION_TOKEN: "",
    AWS_PROFILE: PROFILE,
    AWS_DEFAULT_PROFILE: PROFILE,
    AWS_CONFIG_FILE: world.awsConfig,
    AWS_SHARED_CREDENTIALS_FILE: world.awsCredentials,
    AWS_ROLE_ARN: "",
    AWS_WEB_IDENTITY_TOKEN_FILE: "",
    AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "",
    AWS_CONTAINER_CREDENTIALS_FULL_URI: "",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_ENDPOINT_URL: NOWHERE,
    ...Object.fromEntries(SERVED.map((service) => [`AWS_ENDPOINT_URL_${service}`, api])),
    CLOUDFLARE_API_TOKEN: "simulated-token-of-a-rehearsal-0000000000",
    CLOUDFLARE_API_KEY: "",
    CLOUDFLARE_EMAIL: "",
    CLOUDFLARE_API_USER_SERVICE_KEY: "",
    CLOUDFLARE_BASE_URL: `${api}/client/v4`,
  };
}
