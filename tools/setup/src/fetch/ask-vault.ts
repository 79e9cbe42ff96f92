import { z } from "zod";

/** How long an answer may take, in milliseconds: a vault that does not answer keeps nobody waiting. */
const PATIENCE = 10_000;
/** A secret of Secrets Manager has 64 KiB at most; the answer has a little around it. */
const LONGEST = 128 * 1024;

/** What an address gave: a value, or why there is none, in words that hold no part of it. */
export type Answer = { readonly value: string } | { readonly reason: string };

/**
 * Asks somebody else's vault for a value. Whatever goes wrong is a reason, and no error: what is not there is left out.
 *
 * @param member of the JSON object that answers
 */
export async function askVault(url: string, bearer: string, member: string): Promise<Answer> {
  const headers = { authorization: `Bearer ${bearer}`, accept: "application/json" };
  try {
    // A redirect would take the token to another address.
    const response = await fetch(url, { headers, redirect: "error", signal: AbortSignal.timeout(PATIENCE) });
    if (!response.ok) return { reason: `${hostOf(url)} answered ${response.status}` };
    const text = await response.text();
    if (text.length > LONGEST) return { reason: `${hostOf(url)} answered with ${text.length} characters` };
    const parsed = z.record(z.string(), z.unknown()).safeParse(JSON.parse(text));
    const value = parsed.success ? parsed.data[member] : undefined;
    if (typeof value === "string") return { value };
    // A vault that keeps JSON as such.
    if (typeof value === "object" && value !== null) return { value: JSON.stringify(value) };
    return { reason: `the answer of ${hostOf(url)} has no ${member}` };
  } catch (error) {
    if (error instanceof SyntaxError) return { reason: `${hostOf(url)} answered with no JSON` };
    if (error instanceof Error) return { reason: `${hostOf(url)} cannot be reached: ${causeOf(error)}` };
    throw error;
  }
}

function hostOf(url: string): string {
  return new URL(url).host;
}

function causeOf({ message, cause }: Error): string {
  return cause instanceof Error ? cause.message || message : message;
}
