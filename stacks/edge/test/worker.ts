import { Miniflare } from "miniflare";
import { COMPATIBILITY_DATE } from "../src/router.ts";
import { planBindings, type RouterSettings } from "../src/router-plan.ts";
import { bundleRouter } from "../src/router-script.ts";
import { environment } from "./environment.ts";
import { type Answer, Upstream } from "./upstream.ts";

/** Names of suna-prod, whose router it is. */
export const PUBLIC = "https://api.kortix.com";
export const LIGHTSAIL = "api-lightsail.kortix.com";
export const ECS = "api-ecs.kortix.com";

/** The router's Worker as it is deployed, in Cloudflare's own runtime, with backends on loopback. */
export interface RunningRouter extends AsyncDisposable {
  readonly upstream: Upstream;
  /** What the Worker wrote to its log. */
  readonly log: readonly string[];
  /** Sends a request for a path of the public name. */
  readonly ask: (path: string, init?: AskInit) => ReturnType<Miniflare["dispatchFetch"]>;
}

type AskInit = NonNullable<Parameters<Miniflare["dispatchFetch"]>[1]>;

/**
 * @param answers of the backends, by host
 * @param settings of the router on top of suna-prod's
 */
export async function startRouter(
  answers: Readonly<Record<string, Answer>>,
  settings: Partial<RouterSettings> = {},
): Promise<RunningRouter> {
  const { router } = environment("suna-prod").edge;
  if (router === undefined) throw new Error("suna-prod has no router");
  const upstream = new Upstream(answers);
  const address = await upstream.listen();
  const bindings = planBindings({ ...router, ...settings }).map(({ name, text }) => [name, text]);
  const log: string[] = [];
  const runtime = new Miniflare({
    modules: true,
    script: bundleRouter(),
    compatibilityDate: COMPATIBILITY_DATE,
    bindings: Object.fromEntries(bindings),
    handleStructuredLogs: ({ message }: { message: string }) => void log.push(message),
    outboundService: { external: { address, http: {} } },
  });
  return {
    upstream,
    log,
    ask: (path, init = {}) => runtime.dispatchFetch(`${PUBLIC}${path}`, { redirect: "manual", ...init }),
    [Symbol.asyncDispose]: async () => {
      await runtime.dispose();
      await upstream[Symbol.asyncDispose]();
    },
  };
}
