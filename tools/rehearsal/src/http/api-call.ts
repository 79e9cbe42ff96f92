import type { Cloud } from "../operations/cloud.ts";
import type { Value } from "../wire/values.ts";

/** A call of an HTTP API, as far as it matters here. */
export interface ApiCall {
  readonly method: string;
  /** With its query. */
  readonly url: URL;
  /** The name of the operation, for the protocols that send it in a header: `secretsmanager.ListSecretVersionIds`. */
  readonly target: string;
  /** The region that the call is signed for. */
  readonly region: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A call that the service refuses, with its code and words. */
export class ApiRefusal extends Error {
  override readonly name = "ApiRefusal";
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Gives the answer's body, or throws ApiRefusal; undefined for a call that is another one's. */
export type ApiAnswer = (cloud: Cloud, call: ApiCall) => Readonly<Record<string, Value>> | undefined;

/** A list of page size, from a token on: the token is the number of what came before. */
export function page<Item>(
  items: readonly Item[],
  size: number,
  token: unknown,
): { readonly items: readonly Item[]; readonly next: string } {
  const from = typeof token === "string" && /^\d+$/.test(token) ? Number(token) : 0;
  const end = from + size;
  return { items: items.slice(from, end), next: end < items.length ? String(end) : "" };
}
