import type { Environment } from "@strata/shared-config";
import type { RouterBindings } from "../worker/settings.ts";

export type RouterSettings = NonNullable<Environment["edge"]["router"]>;

/** A text that the Worker finds under a name. */
export interface TextBinding {
  readonly name: string;
  readonly type: "plain_text";
  readonly text: string;
}

/**
 * What the Worker is given: by names in alphabetical order, as Cloudflare lists them. The backends are one JSON text,
 * since a map of Cloudflare would lose their order.
 */
export function planBindings(router: RouterSettings): TextBinding[] {
  const hosts = Object.entries(router.backends).map(([key, { host }]) => [key, host]);
  const bindings: RouterBindings = {
    ACTIVE_BACKEND: router.active,
    BACKENDS: JSON.stringify(Object.fromEntries(hosts)),
    FALLBACK: String(router.fallback),
    HEALTH_PATH: router.healthPath,
    HEALTH_SECONDS: String(router.healthSeconds),
  };
  return Object.entries(bindings).map(([name, text]) => ({ name, type: "plain_text", text }));
}
