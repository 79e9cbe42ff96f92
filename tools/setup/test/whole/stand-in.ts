import { type Moto, type MotoProxy, type ProxyAnswer, startMoto, startMotoProxy } from "@strata/moto";
import { openWorld, readAccount, rehearsalEnvironment, startCloud, stopCloud } from "@strata/rehearsal";

/** An account of two halves: moto answers the set-up, the simulated cloud what the stacks make. */
export interface StandIn {
  /** What makes a process see nothing else. */
  readonly variables: Readonly<Record<string, string>>;
  /** Operations that moto was asked for since the last look, each as it is named in a proxied call. */
  readonly callsSince: () => readonly string[];
  readonly close: () => Promise<void>;
}

const SECRET = "aws:secretsmanager/secret:Secret";
const VERSION = "aws:secretsmanager/secretVersion:SecretVersion";

/** Starts both, and hands moto each secret that the data layer has made: it is one account for whoever looks. */
export async function startStandIn(folder: string): Promise<StandIn> {
  const world = openWorld(folder);
  const [moto, cloud] = await Promise.all([startMoto({ MOTO_ACM_VALIDATION_WAIT: "1" }), startCloud(world)]);
  const proxy = await startMotoProxy(moto);
  for (const operation of ["GetSecretValue", "PutSecretValue", "DescribeSecret"]) {
    proxy.answers.set(`secretsmanager.${operation}`, sharing(world.account, proxy, moto));
  }
  const rehearsal = rehearsalEnvironment(world, cloud.port);
  let seen = 0;
  return {
    variables: {
      ...rehearsal,
      ...proxy.variables,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: proxy.endpoint,
      AWS_REGION: "",
      AWS_PROFILE: "",
      AWS_DEFAULT_PROFILE: "",
      PULUMI_BACKEND_URL: "",
      PULUMI_CONFIG_PASSPHRASE: "",
    },
    callsSince: () => {
      const calls = proxy.calls.slice(seen).map(({ target }) => target);
      seen = proxy.calls.length;
      return calls;
    },
    close: async () => {
      await proxy.stop();
      await moto.stop();
      await stopCloud(world);
    },
  };
}

/** A secret of the simulated account comes to exist in moto when it is first asked for, under its name. */
function sharing(account: string, { endpoint }: MotoProxy, { variables }: Moto): ProxyAnswer {
  const shared = new Set<string>();
  return async ({ body }, forward) => {
    const name = nameOf(String(body.SecretId));
    const rows = readAccount(account);
    const made = rows.find(({ type, outputs }) => type === SECRET && outputs.name === name);
    if (made !== undefined && !shared.has(name)) {
      shared.add(name);
      const version = rows.find(({ type, outputs }) => type === VERSION && outputs.secretId === made.outputs.arn);
      await createSecret(endpoint, variables, name, version?.outputs.secretString);
    }
    return forward({ ...body, SecretId: name });
  };
}

async function createSecret(endpoint: string, variables: Moto["variables"], name: string, value: unknown) {
  const { CreateSecretCommand, SecretsManagerClient } = await import("@aws-sdk/client-secrets-manager");
  const credentials = {
    accessKeyId: variables.AWS_ACCESS_KEY_ID ?? "",
    secretAccessKey: variables.AWS_SECRET_ACCESS_KEY ?? "",
  };
  const client = new SecretsManagerClient({ endpoint, credentials, region: "us-east-1" });
  await client.send(
    new CreateSecretCommand({ Name: name, ...(typeof value === "string" ? { SecretString: value } : {}) }),
  );
  client.destroy();
}

/** `arn:…:secret:proliferate-dev/x-AbCdEf` → `proliferate-dev/x`; AWS adds a dash and six characters. */
function nameOf(id: string): string {
  return id.startsWith("arn:") ? (id.split(":")[6] ?? "").replace(/-\w{6}$/, "") : id;
}
