/** A way to get the engine that did not work on this machine; the next one is tried then. */
export class AttemptFailed extends Error {
  override readonly name = "AttemptFailed";
}

/**
 * Why a way did not work.
 *
 * @returns undefined for an error that is no such thing, but a fault in this program
 */
export function reasonOf(error: unknown): string | undefined {
  if (error instanceof AttemptFailed) return error.message;
  return error instanceof Error && "syscall" in error ? error.message : undefined;
}

/** The first line of what a failure says, for a list of several. */
export function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split("\n")[0] ?? "";
}
