/** A set-up that cannot go on: what is missing, and how to get it. */
export class SetupFailure extends Error {
  /** @override */
  name = "SetupFailure";

  /**
   * @param {string} what is missing, as a sentence without a full stop
   * @param {string} next what to do about it
   * @param {unknown} [cause]
   */
  constructor(what, next, cause) {
    super(what, { cause });
    this.next = next;
  }
}

/** Exit code of a command that could not do its work at all; 1 is for work that found something wrong. */
export const COULD_NOT_RUN = 2;

/** What the commands that fetch something say when they fail, and what it means to the reader. */
const REASONS = [
  {
    pattern: /ENOSPC|no space left on device/i,
    what: "the disk is full",
    next: "free 4 GB (packages 1 GB, the engine's build 3 GB), then start again",
  },
  {
    pattern: /EACCES|EROFS|EPERM/,
    what: "a folder cannot be written",
    next: "make this checkout and your home folder writable, then start again",
  },
  {
    pattern: /UNABLE_TO_GET_ISSUER_CERT|SELF_SIGNED_CERT|UNABLE_TO_VERIFY_LEAF|CERT_/,
    what: "the registry's certificate is not trusted here",
    next: "set NODE_EXTRA_CA_CERTS to your company's certificate file, then start again",
  },
  {
    pattern: /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|META_FETCH_FAIL|error sending request/,
    what: "the package registry cannot be reached",
    next: "check the network, or name your registry (npm config set registry URL) or proxy (HTTPS_PROXY), then start again",
  },
  {
    pattern: /OUTDATED_LOCKFILE/,
    what: "pnpm-lock.yaml does not fit the package.json files",
    next: 'eval "$(npm run -s path)" && pnpm install',
  },
  {
    pattern: /ETARGET|E404|NO_MATCHING_VERSION|No matching version/,
    what: "the package registry does not have what the repository asks for",
    next: "ask the registry's owner to mirror it, or name another (npm config set registry URL), then start again",
  },
];

/**
 * Turns the output of a command that failed into a failure with a reason, where it is a known one.
 *
 * @param {string} task what the command was to do, for example `installing packages`
 * @param {string} output everything that it printed
 */
export function explainFailure(task, output) {
  const reason = REASONS.find(({ pattern }) => pattern.test(output));
  const lines = output.trim().split("\n");
  const telling = lines.find((line) => reason?.pattern.test(line));
  if (reason !== undefined)
    return new SetupFailure(`${task}: ${reason.what}\n  ${telling ?? ""}`.trimEnd(), reason.next);
  const end = lines.slice(-8).join("\n");
  return new SetupFailure(`${task} failed\n${end}`, "put right what it says, then start again");
}
