/** What the Worker is given, all of it as text. */
export interface RouterBindings {
  /** Key of the backend that gets the requests. */
  readonly ACTIVE_BACKEND: string;
  /** JSON: from key to host, in the order in which they are asked. */
  readonly BACKENDS: string;
  /** `true`: another backend gets the requests while the active one fails. */
  readonly FALLBACK: string;
  /** Path of the health check. */
  readonly HEALTH_PATH: string;
  /** How long a verdict on a backend is kept. */
  readonly HEALTH_SECONDS: string;
}

/** Somewhere that requests can go. */
export interface Backend {
  readonly key: string;
  readonly host: string;
}

/** What the router goes by. */
export interface Settings {
  /** Those that may get a request, the first choice first. */
  readonly candidates: readonly Backend[];
  readonly healthPath: string;
  /** Milliseconds; undefined: nobody asks for a backend's health. */
  readonly verdictLasts: number | undefined;
}

/**
 * Reads the bindings. The candidates begin with the active backend and go on as the others are listed, from the top
 * again at the end; without fallback there is no other.
 * @throws Error that says which binding is wrong
 */
export function readSettings(bindings: RouterBindings): Settings {
  const backends = readBackends(bindings.BACKENDS);
  const active = backends.findIndex(({ key }) => key === bindings.ACTIVE_BACKEND);
  if (active === -1) {
    const keys = backends.map(({ key }) => key).join(", ");
    throw new Error(`ACTIVE_BACKEND is ${bindings.ACTIVE_BACKEND}; there are: ${keys}`);
  }
  const candidates = [...backends.slice(active), ...backends.slice(0, active)];
  const fallback = bindings.FALLBACK === "true";
  return {
    candidates: fallback ? candidates : candidates.slice(0, 1),
    healthPath: bindings.HEALTH_PATH,
    verdictLasts: fallback ? Number(bindings.HEALTH_SECONDS) * 1000 : undefined,
  };
}

function readBackends(text: string): Backend[] {
  const hosts: unknown = JSON.parse(text);
  if (typeof hosts !== "object" || hosts === null) throw new Error("BACKENDS is no JSON object");
  return Object.entries(hosts).map(([key, host]) => ({ key, host: String(host) }));
}
