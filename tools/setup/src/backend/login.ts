/*
 * `pulumi login`, so that the CLI by hand finds the same state as a rollout. A rollout itself goes by the environment's file,
 * whatever somebody is signed in to.
 */
import { StrataError } from "@strata/shared-config";
import { execa } from "execa";
import type { Change } from "../steps/step.ts";

/** How to sign in. */
export interface Login {
  /** As the engine takes it. */
  readonly url: string;
  /** Of Pulumi Cloud. Handed on in a variable; undefined leaves it to the CLI, which may have PULUMI_ACCESS_TOKEN. */
  readonly token: string | undefined;
}

/** @param current where the CLI is signed in */
export function planLogin(url: string, current: string | undefined): readonly Change[] {
  const what = `pulumi login ${url}`;
  return [current === url ? { action: "keep", what } : { action: "run", what }];
}

/**
 * Signs the CLI in. Nothing of a token is in an argument or an error.
 *
 * @param command absolute path of the CLI
 * @throws StrataError LOGIN_FAILED with what the CLI says
 */
export async function applyLogin(command: string, { url, token }: Login): Promise<void> {
  const env = { PULUMI_SKIP_UPDATE_CHECK: "true", ...(token === undefined ? {} : { PULUMI_ACCESS_TOKEN: token }) };
  const ended = await execa(command, ["login", url, "--non-interactive"], { env, stdin: "ignore", reject: false });
  if (!ended.failed) return;
  const said = `${ended.stderr}\n${ended.stdout}`.trim() || String(ended.shortMessage);
  const text = token === undefined ? said : said.replaceAll(token, "[secret]");
  throw new StrataError("LOGIN_FAILED", `pulumi login ${url}: ${text.replace(/^error: /, "")}`, {
    hint: url.startsWith("https://")
      ? "make an access token in Pulumi Cloud, export PULUMI_ACCESS_TOKEN=…, then run the same command again"
      : `pulumi login '${url}'   (shows the same; the identity needs to read and write there)`,
    fault: "user",
  });
}
