import { firstLine } from "./attempt.ts";

/** Whether a line of `go build -v` is the name of a package, and not a message. */
export function isPackage(line: string): boolean {
  return /^[\w.~-]+(\/[\w.~+-]+)*$/.test(line);
}

/**
 * Whether this Go fetches the newer Go that a go.mod asks for by itself, as it does from 1.21 on.
 *
 * @param answer of `go version`, for example `go version go1.25.1 linux/amd64`
 */
export function supportsToolchains(answer: string): boolean {
  const [, major, minor] = /\bgo(\d+)\.(\d+)/.exec(answer) ?? [];
  if (major === undefined || minor === undefined) return false;
  return Number(major) > 1 || Number(minor) >= 21;
}

/** The line of a failed Go command that says why, without package names and headings. */
export function lastError(stderr: string, fallback: unknown): string {
  const lines = stderr.split("\n").map((line) => line.trim());
  const telling = lines.filter((line) => line !== "" && !line.startsWith("#") && !isPackage(line));
  return telling.at(-1) ?? firstLine(fallback);
}
