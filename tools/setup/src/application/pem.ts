import { createPrivateKey } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { resolve } from "node:path";

/** No private key is larger; somebody has named another file. */
const MAX_BYTES = 64 * 1024;

/**
 * A private key out of an answer: the key itself, the key in one line with `\n` for its line ends as some consoles give it,
 * or the path of its file. A prompt of one line takes the last two.
 *
 * @returns the PEM without the line end at its end, which nobody sees and every tool treats differently; anything else unchanged
 */
export function pemOf(answer: string): string {
  const path = resolve(answer.trim().replace(/^~(?=\/)/, homedir()));
  const text = !answer.includes("-----") && isSmallFile(path) ? readFileSync(path, "utf8") : answer;
  const lines = text.includes("-----BEGIN") && !text.trim().includes("\n") ? text.replaceAll("\\n", "\n") : text;
  return lines.includes("-----BEGIN") ? lines.replace(/\r\n?/g, "\n").trim() : lines;
}

/** What is wrong with a private key, in words that do not repeat it; undefined for a good one. */
export function pemProblem(answer: string): string | undefined {
  const pem = pemOf(answer);
  if (!pem.includes("-----BEGIN")) {
    return "it is no PEM: give the path of the .pem file, or the key itself with \\n for its line ends";
  }
  try {
    createPrivateKey(pem);
    return undefined;
  } catch {
    // What Node says names the parser's trouble, and nothing that helps.
    return "it is a damaged PEM: it has to begin with -----BEGIN … PRIVATE KEY----- and be complete, without a passphrase";
  }
}

function isSmallFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile() && statSync(path).size <= MAX_BYTES;
}
