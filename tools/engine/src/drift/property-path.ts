/**
 * A path of the engine's, `tags["strata:urn"]` or `ingress[0].fromPort`, as its parts. A part that cannot be read is taken
 * as it stands.
 */
export function pathParts(path: string): readonly (string | number)[] {
  return [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(([, quoted, index, name = ""]) =>
    quoted !== undefined ? quoted.replaceAll(/\\(.)/g, "$1") : index !== undefined ? Number(index) : name,
  );
}

/** The value at a path; undefined where there is none. `stop` ends the walk early, with its value. */
export function valueAtPath(
  values: unknown,
  parts: readonly (string | number)[],
  stop: (value: unknown) => boolean,
): unknown {
  let value = values;
  for (const part of parts) {
    if (stop(value)) return value;
    if (typeof value !== "object" || value === null) return undefined;
    value = new Map<string, unknown>(Object.entries(value)).get(String(part));
  }
  return value;
}
