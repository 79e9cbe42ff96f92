import type { EnvironmentSettings } from "./schema/environment.ts";

/** A scheme that the load balancer speaks to the public. */
export type Scheme = "https" | "http";

/**
 * The schemes whose listeners serve, the one that the public uses first: HTTPS where there is a certificate, and HTTP
 * where there is none or where it is asked for. Services hang their rules on each of these listeners. An existing load
 * balancer serves services' rules at the one listener that is named, or at none.
 */
export function servingSchemes({
  existing,
  https,
  http,
}: Pick<EnvironmentSettings["cluster"]["loadBalancer"], "existing" | "https" | "http">): Scheme[] {
  if (existing !== undefined) return existing.listenerArn === undefined ? [] : [existing.scheme];
  if (https === false) return ["http"];
  return http === "serve" ? ["https", "http"] : ["https"];
}
