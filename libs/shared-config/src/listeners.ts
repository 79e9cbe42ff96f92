import type { EnvironmentSettings } from "./schema/environment.ts";

/** A scheme that the load balancer speaks to the public. */
export type Scheme = "https" | "http";

/**
 * The schemes whose listeners serve, the one that the public uses first: HTTPS where there is a certificate, and HTTP
 * where there is none or where it is asked for. Services hang their rules on each of these listeners.
 */
export function servingSchemes({
  https,
  http,
}: Pick<EnvironmentSettings["cluster"]["loadBalancer"], "https" | "http">): Scheme[] {
  if (https === false) return ["http"];
  return http === "serve" ? ["https", "http"] : ["https"];
}
