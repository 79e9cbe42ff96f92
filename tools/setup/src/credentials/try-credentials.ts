import { type Application, DISABLED } from "@strata/shared-config";
import { pemProblem } from "../application/pem.ts";
import { type CredentialCall, type CredentialTest, verdictOn } from "./credential-test.ts";
import { TESTS } from "./credential-tests.ts";

/** What a try of a credential came to. */
export interface TriedCredential {
  /** Keys of the application that it is made of. */
  readonly keys: readonly string[];
  readonly verdict: "good" | "bad" | "unknown";
  /** A sentence for the reader: names keys, never a value. */
  readonly message: string;
}

/** How the calls are made. */
export interface CredentialCaller {
  /** Where a call goes to. @default - where its row says */
  readonly address?: (call: CredentialCall) => string;
  readonly now: () => Date;
  /** Milliseconds until a call that nobody answers is given up. @default - 10 000 */
  readonly patience?: number;
}

/**
 * Tries out those credentials that are whole and of which a key is new.
 *
 * @param values by key
 * @param fresh keys whose values were given just now
 */
export async function tryCredentials(
  { tests }: Pick<Application, "tests">,
  values: ReadonlyMap<string, string>,
  fresh: ReadonlySet<string>,
  caller: CredentialCaller,
): Promise<readonly TriedCredential[]> {
  const wanted = Object.entries(tests).flatMap(([name, parts]) => {
    const keys = Object.values(parts);
    const whole = keys.every((key) => ![undefined, "", DISABLED].includes(values.get(key)));
    const test = Object.entries(TESTS).find(([known]) => known === name)?.[1];
    return whole && keys.some((key) => fresh.has(key)) && test !== undefined ? [{ test, parts, keys }] : [];
  });
  return Promise.all(
    wanted.map(async ({ test, parts, keys }) => {
      const filled = Object.fromEntries(Object.entries(parts).map(([part, key]) => [part, values.get(key) ?? ""]));
      return { keys, ...(await tryOne(test, filled, keys, caller)) };
    }),
  );
}

async function tryOne(
  test: CredentialTest,
  parts: Readonly<Record<string, string>>,
  keys: readonly string[],
  { address = ({ origin, path }) => `${origin}${path}`, now, patience = 10_000 }: CredentialCaller,
): Promise<Omit<TriedCredential, "keys">> {
  const who = keys.join(" with ");
  const { privateKey } = parts;
  const damage = privateKey === undefined ? undefined : pemProblem(privateKey);
  if (damage !== undefined) return { verdict: "bad", message: `${keys.at(-1)}: ${damage}` };
  const odd = keys.find((_, index) => hasOddCharacter(Object.entries(parts)[index]));
  if (odd !== undefined)
    return { verdict: "bad", message: `${odd}: it has a character that no such value has, such as a line end` };
  try {
    const call = await test.call(parts, now());
    const { method, headers, body = null } = call;
    const answer = await fetch(address(call), {
      method,
      headers,
      body,
      redirect: "error",
      signal: AbortSignal.timeout(patience),
    });
    const verdict = verdictOn(test.verdicts, answer.status, await answer.text());
    if (verdict === "good") return { verdict, message: `${who}: ${test.party} takes it` };
    if (verdict === "bad") return { verdict, message: `${who}: ${test.party} refuses it` };
    return { verdict, message: `${who} could not be tried out: ${test.party} answers ${answer.status}` };
  } catch {
    // What went wrong may quote the request, so it is not repeated.
    return { verdict: "unknown", message: `${who} could not be tried out: ${test.party} cannot be reached from here` };
  }
}

/** No header takes it, and the call would fail for that. A private key is no header. */
function hasOddCharacter(part: readonly [name: string, value: string] | undefined): boolean {
  return part !== undefined && part[0] !== "privateKey" && /[^\x20-\x7e]/.test(part[1]);
}
