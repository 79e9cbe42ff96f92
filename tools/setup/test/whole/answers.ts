import { generateKeyPairSync } from "node:crypto";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";

/** Where the state is, and what encrypts its secrets. */
const STATE = {
  "state.backend": "s3",
  "state.bucket": "acme-state",
  "state.lockTable": "acme-locks",
  "state.secrets": "kms",
  "state.key": "alias/acme",
};

/** Answers for Proliferate at a domain in Route 53, in a new environment: a file of them, and the key that it names. */
export function writeAnswers(folder: string): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  writeFileSync(join(folder, "key.pem"), privateKey.export({ type: "pkcs8", format: "pem" }));
  mkdirSync(join(folder, "source"));
  writeFileSync(join(folder, "source", "Dockerfile"), "FROM scratch\n");
  return write(folder, {
    ...STATE,
    "setting.product": "proliferate",
    "setting.tier": "dev",
    "setting.dns.names": "app.acme.example",
    "domain.manage": true,
    "domain.provider": "route53",
    "domain.zone": "acme.example",
    "deploy.source": "source",
    "application.sandbox": "e2b",
    "application.E2B_API_KEY": "e2b_of-acme",
    "application.ANTHROPIC_API_KEY": "sk-ant-of-acme",
    "application.GITHUB_APP_ID": "123456",
    "application.GITHUB_APP_PRIVATE_KEY": { file: "key.pem" },
    "application.GITHUB_APP_WEBHOOK_SECRET": "webhook-of-acme",
    "application.NEXT_PUBLIC_GITHUB_APP_SLUG": "acme",
    "application.GITHUB_OAUTH_APP_ID": "Iv1.acme",
    "application.GITHUB_OAUTH_APP_SECRET": "oauth-of-acme",
  });
}

/** Answers for Threa on its smallest footprint, in a new environment, with no source to build its image from. */
export function writeThreaAnswers(folder: string): string {
  return write(folder, {
    ...STATE,
    "setting.product": "threa",
    "setting.tier": "prod",
    "secret.strata:data.postgres.password": "of-acme-73-Violets",
  });
}

/** What none of it may be seen in. */
export const GIVEN_SECRETS = [
  "of-acme-73-Violets",
  "e2b_of-acme",
  "sk-ant-of-acme",
  "webhook-of-acme",
  "oauth-of-acme",
  "PRIVATE KEY",
];

/** Writes a file of answers for its owner alone, and gives its path. */
function write(folder: string, answers: Readonly<Record<string, unknown>>): string {
  const file = join(folder, "answers.yaml");
  writeFileSync(file, stringify(answers));
  chmodSync(file, 0o600);
  return file;
}
