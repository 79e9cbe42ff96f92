import { type Environment, type Scheme, servingSchemes } from "@strata/shared-config";

/** A listener of the load balancer. */
export interface ListenerPlan {
  readonly scheme: Scheme;
  readonly port: number;
  readonly protocol: "HTTPS" | "HTTP";
  /** Serves: services hang their rules on it. Redirects: sends every request to HTTPS. */
  readonly role: "serve" | "redirect";
}

const PORTS = { https: 443, http: 80 } as const;
const PROTOCOLS = { https: "HTTPS", http: "HTTP" } as const;

/**
 * The listeners that a load balancer gets, the one that serves the public first: 443 where there is a certificate;
 * 80 to serve where there is none or where it is asked for, to redirect where that is asked for, else not at all.
 */
export function planListeners(
  settings: Pick<Environment["cluster"]["loadBalancer"], "https" | "http">,
): ListenerPlan[] {
  const serving = servingSchemes(settings).map((scheme) => listener(scheme, "serve"));
  const redirects = settings.https !== false && settings.http === "redirect";
  return redirects ? [...serving, listener("http", "redirect")] : serving;
}

function listener(scheme: Scheme, role: ListenerPlan["role"]): ListenerPlan {
  return { scheme, port: PORTS[scheme], protocol: PROTOCOLS[scheme], role };
}
