import { existsSync } from "node:fs";
import { appendFile, mkdir, readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { StrataError } from "@strata/shared-config";

/** A profile of the AWS tools. */
export interface Profile {
  readonly name: string;
  /** Whether it is signed in to with `aws sso login`. */
  readonly sso: boolean;
}

/** Long-lived or temporary keys. */
export interface AccessKeys {
  readonly id: string;
  readonly secret: string;
  /** Of temporary ones. */
  readonly token: string | undefined;
}

/** The profiles of this machine, by name: of `~/.aws/config` and `~/.aws/credentials`, as every AWS tool reads them. */
export async function readProfiles(): Promise<readonly Profile[]> {
  const { loadSharedConfigFiles } = await import("@smithy/core/config");
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  // Sections of another kind have a dot in their name there, such as `sso-session.acme`.
  const names = new Set(
    [...Object.keys(configFile), ...Object.keys(credentialsFile)].filter((name) => !/\./.test(name)),
  );
  return [...names].sort().map((name) => {
    const settings = configFile[name] ?? {};
    return { name, sso: settings.sso_session !== undefined || settings.sso_start_url !== undefined };
  });
}

/**
 * Keeps keys as a new profile of the AWS tools, in a file that its owner alone can read.
 *
 * @throws StrataError ANSWER_INVALID for a profile that is there
 */
export async function keepAsProfile(name: string, { id, secret, token }: AccessKeys): Promise<void> {
  const profiles = await readProfiles();
  if (profiles.some((profile) => profile.name === name)) {
    throw new StrataError("ANSWER_INVALID", `there is a profile ${name} already, and it stays as it is`, {
      hint: `choose another name (aws.keepProfile), or use that one: export AWS_PROFILE=${name}`,
      fault: "user",
    });
  }
  const { AWS_SHARED_CREDENTIALS_FILE: given } = process.env;
  const file = given === undefined || given === "" ? join(homedir(), ".aws", "credentials") : given;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const before = existsSync(file) ? await readFile(file, "utf8") : "";
  const lines = [
    ...(before === "" || before.endsWith("\n") ? [] : [""]),
    `[${name}]`,
    `aws_access_key_id = ${id}`,
    `aws_secret_access_key = ${secret}`,
    ...(token === undefined ? [] : [`aws_session_token = ${token}`]),
  ];
  await appendFile(file, `${lines.join("\n")}\n`, { mode: 0o600 });
  // The SDK remembers what it has read of these files; this makes it read them again.
  await readProfiles();
}
