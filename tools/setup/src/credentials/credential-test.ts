import type { CredentialTestName } from "@strata/shared-config";

/** A call that a credential is tried out with. It changes nothing there. */
export interface CredentialCall {
  /** `https://api.anthropic.com` */
  readonly origin: string;
  readonly path: string;
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What an answer says of the credential. */
export interface Verdicts {
  /** Statuses, or a status with the word that the body has in its member `error` or `name`: `400 invalid_grant`. */
  readonly good: readonly string[];
  readonly bad: readonly string[];
}

/** How a credential of a third party is tried out. */
export interface CredentialTest {
  /** As people say it: `the Anthropic API`. */
  readonly party: string;
  /** Makes the call of the credential's parts, by the names in the product's file. */
  readonly call: (parts: Readonly<Record<string, string>>, now: Date) => Promise<CredentialCall> | CredentialCall;
  readonly verdicts: Verdicts;
}

/** The verdict on an answer; `unknown` where it says nothing about the credential, such as a 503. */
export function verdictOn({ good, bad }: Verdicts, status: number, body: string): "good" | "bad" | "unknown" {
  const words = [String(status), ...errorWords(body).map((word) => `${status} ${word}`)];
  // The more exact row first: a 401 may mean a good key that is not allowed to do this.
  for (const word of words.reverse()) {
    if (good.includes(word)) return "good";
    if (bad.includes(word)) return "bad";
  }
  return "unknown";
}

function errorWords(body: string): readonly string[] {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== "object" || parsed === null) return [];
    const members = new Map<string, unknown>(Object.entries(parsed));
    return ["name", "error"].flatMap((key) => {
      const value = members.get(key);
      return typeof value === "string" ? [value] : [];
    });
  } catch {
    // No JSON: the status alone has to do.
    return [];
  }
}

/** How each credential that a product may name is tried out. */
export type CredentialTests = Readonly<Record<CredentialTestName, CredentialTest>>;
