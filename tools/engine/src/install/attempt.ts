/** A way to get the engine that did not work on this machine; the next one is tried then. */
export class AttemptFailed extends Error {
  override readonly name = "AttemptFailed";
}

/** The first line of what a failure says, for a list of several. */
export function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split("\n")[0] ?? "";
}
