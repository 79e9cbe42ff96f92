import type { Moto, MotoProxy, ProxyAnswer } from "@strata/moto";
import { readAccount } from "@strata/rehearsal";

const SECRET = "aws:secretsmanager/secret:Secret";
const VERSION = "aws:secretsmanager/secretVersion:SecretVersion";
const PARAMETER = "aws:ssm/parameter:Parameter";

/** Makes what the stacks have put into the simulated account known to moto: it is one account for whoever looks. */
export function shareSecrets(account: string, proxy: MotoProxy, moto: Moto): void {
  const secret: ProxyAnswer = sharing("SecretId", async (name) => {
    const rows = readAccount(account);
    const made = rows.find(({ type, outputs }) => type === SECRET && outputs.name === name);
    if (made === undefined) return false;
    const version = rows.find(({ type, outputs }) => type === VERSION && outputs.secretId === made.outputs.arn);
    await createSecret(clientSettings(proxy, moto, made.outputs.arn), name, version?.outputs.secretString);
    return true;
  });
  for (const operation of ["GetSecretValue", "PutSecretValue", "DescribeSecret"]) {
    proxy.answers.set(`secretsmanager.${operation}`, secret);
  }
  // Of what is secret the simulated account keeps a mark only; a parameter cannot be without a value.
  const parameter: ProxyAnswer = sharing("Name", async (name) => {
    const made = readAccount(account).find(({ type, outputs }) => type === PARAMETER && outputs.name === name);
    if (made === undefined) return false;
    await putParameter(clientSettings(proxy, moto, made.outputs.arn), name, `simulated value of ${name}`);
    return true;
  });
  proxy.answers.set("AmazonSSM.GetParameter", parameter);
}

/** What the simulated account has comes to exist in moto when it is first asked for, under its name. */
function sharing(member: "SecretId" | "Name", make: (name: string) => Promise<boolean>): ProxyAnswer {
  const shared = new Set<string>();
  return async ({ body }, forward) => {
    const name = nameOf(String(body[member]));
    if (!shared.has(name) && (await make(name))) shared.add(name);
    return forward({ ...body, [member]: name });
  };
}

async function createSecret(settings: ClientSettings, name: string, value: unknown): Promise<void> {
  const { CreateSecretCommand, SecretsManagerClient } = await import("@aws-sdk/client-secrets-manager");
  const client = new SecretsManagerClient(settings);
  await client.send(
    new CreateSecretCommand({ Name: name, ...(typeof value === "string" ? { SecretString: value } : {}) }),
  );
  client.destroy();
}

async function putParameter(settings: ClientSettings, name: string, value: string): Promise<void> {
  const { PutParameterCommand, SSMClient } = await import("@aws-sdk/client-ssm");
  const client = new SSMClient(settings);
  await client.send(new PutParameterCommand({ Name: name, Value: value, Type: "SecureString" }));
  client.destroy();
}

type ClientSettings = ReturnType<typeof clientSettings>;

/** @param arn of what is shared: moto keeps it in its region, too */
function clientSettings({ endpoint }: MotoProxy, { variables }: Moto, arn: unknown) {
  const credentials = {
    accessKeyId: variables.AWS_ACCESS_KEY_ID ?? "",
    secretAccessKey: variables.AWS_SECRET_ACCESS_KEY ?? "",
  };
  return { endpoint, credentials, region: String(arn).split(":")[3] ?? "" };
}

/** `arn:…:secret:proliferate-dev/x-AbCdEf` → `proliferate-dev/x`; AWS adds a dash and six characters. */
function nameOf(id: string): string {
  return id.startsWith("arn:") ? (id.split(":")[6] ?? "").replace(/-\w{6}$/, "") : id;
}
