import { isTree, UNKNOWN } from "@strata/shared-config";

/** Whether a value is what was planned. What was unknown, as a whole or in parts, may have become anything. */
export function matches(planned: unknown, now: unknown): boolean {
  if (planned === UNKNOWN) return true;
  if (Array.isArray(planned) && Array.isArray(now)) {
    return planned.length === now.length && planned.every((each, index) => matches(each, now[index]));
  }
  if (!isTree(planned) || !isTree(now)) return planned === now;
  const keys = new Set([...Object.keys(planned), ...Object.keys(now)]);
  return [...keys].every((key) => matches(planned[key], now[key]));
}

/** Whether a property's path is another one or lies below it: `tags.Name` and `ingress[0]` do. */
export function isWithin(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`);
}
