/*
 * What has to be right before anything is done, on this machine and in this account. It only looks; order: the shell, Node,
 * the engine, where the state is, the region, the credentials and their account, the AWS CLI.
 */
import type { Caller } from "@strata/rollout";
import { openEnvironment } from "@strata/shared-config";
import { type AskCaller, checkAccount } from "./account.ts";
import type { Finding } from "./finding.ts";
import { checkAwsCli, checkEngine, checkNode, checkShell } from "./machine.ts";
import { checkRegion, isRegion } from "./region.ts";
import { checkState } from "./state.ts";

/** What is looked at. */
export interface PreflightRequest {
  /** Absolute path of the repository. */
  readonly root: string;
  /** An environment that has a file; undefined while there is none. */
  readonly environment: string | undefined;
  /** Of an environment without a file. @default - the environment's own */
  readonly region?: string;
  readonly now: Date;
  /** @default - STS */
  readonly askCaller?: AskCaller;
}

/** What was found. */
export interface Preflight {
  /** Problems and advice, in the order above; none is good. */
  readonly findings: readonly Finding[];
  /** Whose credentials there are; undefined where there are none that work, and in a rehearsal, which has none. */
  readonly caller: Caller | undefined;
}

/** Region of an environment of which nothing is known yet. */
const ANY_REGION = "us-east-1";

/**
 * Looks at this machine and this account. In a rehearsal, whose cloud asks for none, credentials are not looked at.
 *
 * @throws StrataError for an environment whose file is not valid
 */
export async function readPreflight({ root, environment: name, now, ...rest }: PreflightRequest): Promise<Preflight> {
  const environment = name === undefined ? undefined : openEnvironment(root, name);
  const region = environment?.aws.region ?? rest.region ?? ANY_REGION;
  const { STRATA_LOCK_TABLE: lockTable } = process.env;
  // Loaded here: it brings the Pulumi SDK with it.
  const { backendUrl } = await import("@strata/engine");
  const shell = checkShell(process.env);
  const engine = await checkEngine(root);
  const regional = checkRegion(region, environment);
  const account =
    shell.length > 0 || !isRegion(region)
      ? { findings: [], caller: undefined }
      : await checkAccount(region, environment, now, rest.askCaller);
  return {
    findings: [
      ...shell,
      ...checkNode(process.versions.node),
      ...engine,
      ...(environment === undefined ? [] : checkState(environment, { backend: backendUrl(root), lockTable })),
      ...regional,
      ...account.findings,
      ...checkAwsCli(),
    ],
    caller: account.caller,
  };
}
