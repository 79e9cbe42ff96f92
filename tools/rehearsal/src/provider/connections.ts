import type { Scope } from "../operations/cloud.ts";
import { parseJson } from "../wire/equality.ts";
import { isObject, properties, revealAll, text, texts, type Value, type Values } from "../wire/values.ts";

/** The account that a simulated cloud belongs to when the provider's configuration names none. */
export const DEFAULT_ACCOUNT = "123456789012";

/** One provider of one engine. The engine opens a connection for each, so the peer's address tells them apart. */
export interface Connection {
  readonly scope: Scope | undefined;
}

/** The connections that were configured, by the peer's address. */
export class Connections {
  readonly #byPeer = new Map<string, Connection>();

  /** A new connection: the address may have been another provider's before. */
  open(peer: string): void {
    this.#byPeer.delete(peer);
    this.#byPeer.set(peer, { scope: undefined });
    // An engine opens about four connections a run and closes them unseen: the oldest are not in use any more.
    for (const oldest of this.#byPeer.keys()) {
      if (this.#byPeer.size <= 4096) break;
      this.#byPeer.delete(oldest);
    }
  }

  configure(peer: string, scope: Scope): void {
    this.#byPeer.set(peer, { scope });
  }

  /** What the connection's provider was configured with. Undefined before Configure. */
  scopeOf(peer: string): Scope | undefined {
    return this.#byPeer.get(peer)?.scope;
  }
}

/** What a provider's configuration says about where and for whom it works. */
export function readScope(config: Values): Scope {
  const values = revealAll(config);
  const accounts = texts(structured(values.allowedAccountIds));
  const tags = properties(properties(structured(values.defaultTags)).tags);
  return { region: text(values.region) ?? "", account: accounts[0] ?? DEFAULT_ACCOUNT, defaultTags: tags };
}

/** The engine hands objects and lists of a provider's configuration over as JSON texts. */
function structured(value: Value | undefined): Value | undefined {
  if (typeof value !== "string") return value;
  const parsed = parseJson(value);
  return isObject(parsed) || Array.isArray(parsed) ? parsed : undefined;
}
