import { createHash } from "node:crypto";

/**
 * A resource's logical name: its identity in the state. A change of it replaces the resource, so a rename carries an
 * alias. Made of what the resource is for, never of a display name.
 * @returns the parts joined by dashes, e.g. `logicalName("api", "target-group")`: `api-target-group`
 */
export function logicalName(...parts: readonly string[]): string {
  return parts.join("-");
}

/**
 * A physical name within a limit, the same on every run: where the name is too long its end becomes a hash of the whole.
 * @param limit characters that the service allows
 */
export function physicalName(name: string, limit: number): string {
  if (name.length <= limit) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 7);
  return `${name.slice(0, limit - hash.length - 1).replace(/-+$/, "")}-${hash}`;
}

/** A DNS name without the dot of the root: ACM ends the names of its records with one, Cloudflare knows none. */
export function withoutRootDot(name: string): string {
  return name.replace(/\.$/, "");
}
