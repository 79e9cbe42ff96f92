import type { Backend } from "./settings.ts";

/** Milliseconds in which a backend has to answer a health check. */
const TIME_LIMIT = 2000;

interface Verdict {
  readonly healthy: boolean;
  /** When it is out of date, in milliseconds. */
  readonly until: number;
}

/** Asks a backend whether it works. */
export type Ask = (url: string) => Promise<boolean>;

/** What this instance of the Worker knows of its backends' health. Each instance asks for itself. */
export class Verdicts {
  readonly #verdicts = new Map<string, Verdict>();
  readonly #ask: Ask;
  readonly #now: () => number;

  constructor(ask: Ask = askHealth, now: () => number = Date.now) {
    this.#ask = ask;
    this.#now = now;
  }

  /**
   * Whether a backend works, by a verdict that is kept.
   * @param lasts how long it is kept, in milliseconds
   */
  async isHealthy({ host }: Backend, healthPath: string, lasts: number): Promise<boolean> {
    const known = this.#verdicts.get(host);
    if (known !== undefined && this.#now() < known.until) return known.healthy;
    // Whoever comes meanwhile goes by the old verdict: one request asks and waits, and not all of them.
    if (known !== undefined) this.#verdicts.set(host, { ...known, until: this.#now() + TIME_LIMIT });
    const healthy = await this.#ask(`https://${host}${healthPath}`);
    this.#verdicts.set(host, { healthy, until: this.#now() + lasts });
    return healthy;
  }

  /** Lets the next request ask again: a connection failed. */
  doubt({ host }: Backend): void {
    this.#verdicts.delete(host);
  }
}

async function askHealth(url: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(TIME_LIMIT);
    const response = await fetch(url, { redirect: "manual", headers: { "cache-control": "no-cache" }, signal });
    await response.body?.cancel();
    return response.ok;
  } catch (error) {
    console.warn(`${url} does not answer: ${String(error)}`);
    return false;
  }
}
