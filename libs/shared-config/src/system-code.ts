/** The code that the operating system or Node gives an error: `ENOSPC`, `EEXIST`. Undefined where it has none. */
export function systemCode(error: unknown): string | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : undefined;
}
