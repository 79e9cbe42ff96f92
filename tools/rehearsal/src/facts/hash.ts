import { createHash } from "node:crypto";

/** A SHA-256 of the words, in hexadecimal (64 digits). The source of everything in the simulated cloud that looks random. */
export function digest(...words: readonly string[]): string {
  return createHash("sha256").update(words.join("\0")).digest("hex");
}

/** So many hexadecimal digits, the same for the same words. */
export function hex(length: number, ...words: readonly string[]): string {
  let digits = "";
  for (let part = 0; digits.length < length; part++) digits += digest(String(part), ...words);
  return digits.slice(0, length);
}

/** So many decimal digits, the first not zero. */
export function digits(length: number, ...words: readonly string[]): string {
  return pick("0123456789", length, "digits", ...words).replace(/^0/, "1");
}

/** So many characters of an alphabet. */
export function pick(alphabet: string, length: number, ...words: readonly string[]): string {
  const source = hex(length * 4, ...words);
  let picked = "";
  for (let index = 0; index < length; index++) {
    picked += alphabet.charAt(Number.parseInt(source.slice(index * 4, index * 4 + 4), 16) % alphabet.length);
  }
  return picked;
}

/** A UUID of version 4 in form. */
export function uuid(...words: readonly string[]): string {
  const digits = hex(32, "uuid", ...words);
  const variant = "89ab".charAt(Number.parseInt(digits.charAt(16), 16) % 4);
  const groups = [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`, variant + digits.slice(17, 20)];
  return [...groups, digits.slice(20)].join("-");
}

/** The moment at which everything in the simulated cloud was made: no clock is read, so that two runs are alike. */
export const MADE_AT = "2026-01-01T00:00:00Z";
