import { join } from "node:path";
import { PulumiCommand } from "@pulumi/pulumi/automation/index.js";
import { SemVer } from "semver";
import type { InstallHost } from "../cli/engine.ts";
import { AttemptFailed, firstLine } from "./attempt.ts";
import { moveIntoPlace } from "./move-into-place.ts";
import { inWorkshop } from "./workshop.ts";

/** Where the Automation API fetches its install script. */
const SCRIPT = "https://get.pulumi.com/install.sh";

/** How long that place may take to answer, in milliseconds, until this machine counts as one without internet. */
const PROBE_LIMIT = 10_000;

/** How long the download may take, in milliseconds: 120 MB at 4 Mbit/s. */
const DOWNLOAD_LIMIT = 240_000;

/**
 * Installs the official release of the CLI with its language hosts, the way the Automation API does it.
 *
 * @param installation the folder whose `bin` is to hold them
 * @throws AttemptFailed when the place does not answer, or the release cannot be fetched
 */
export async function downloadEngine(version: string, installation: string, host: InstallHost): Promise<void> {
  host.step("asking for the official Pulumi release");
  await probe();
  host.step(`downloading Pulumi ${version}`);
  await inWorkshop(installation, async (folder) => {
    await within(DOWNLOAD_LIMIT, PulumiCommand.install({ version: new SemVer(version), root: folder }));
    await moveIntoPlace(join(folder, "bin"), join(installation, "bin"));
  }).catch((cause: unknown) => {
    throw new AttemptFailed(firstLine(cause), { cause });
  });
}

async function probe(): Promise<void> {
  try {
    const answer = await fetch(SCRIPT, { method: "HEAD", signal: AbortSignal.timeout(PROBE_LIMIT) });
    if (!answer.ok) throw new AttemptFailed(`${SCRIPT} answers ${answer.status}`);
  } catch (cause) {
    if (cause instanceof AttemptFailed) throw cause;
    const reason = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
    throw new AttemptFailed(`${SCRIPT} does not answer (${firstLine(reason)})`, { cause });
  }
}

async function within<T>(limit: number, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new AttemptFailed(`not done after ${limit / 1000} s`)), limit);
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}
