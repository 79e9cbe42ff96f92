import { delimiter } from "node:path";

/**
 * Lines that a POSIX shell can evaluate: an export for each variable, and the folders first on PATH. A value is quoted
 * whole, so nothing in it is run.
 */
export function exportLines(
  variables: Readonly<Record<string, string>>,
  folders: readonly string[],
): readonly string[] {
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}=${quote(value)}`);
  return [...lines, `export PATH=${quote(folders.join(delimiter) + delimiter)}"$PATH"`];
}

function quote(value: string): string {
  return `'${value.replaceAll("'", "'\\''")}'`;
}
