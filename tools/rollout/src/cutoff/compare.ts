import type { StackContents } from "@strata/engine";
import type { LayerName } from "@strata/shared-config";
import type { Success } from "./layer-memory.ts";
import type { Fingerprint, Makings } from "./makings.ts";
import { canonical, settingAt } from "./settings.ts";

/** One thing in which a layer is not as at its last success. */
export interface Difference {
  readonly kind: "program" | "package" | "setting" | "stack config" | "engine" | "output";
  /** A file, a package's name, a path in the environment, a key of the stack's config, or an output (`network.vpcId`). */
  readonly what: string;
  readonly change: "added" | "removed" | "changed";
  /** Values that a person may see: settings and versions. Absent for what has none, and for whatever may be a secret. */
  readonly from?: unknown;
  readonly to?: unknown;
}

/** Where a layer's makings differ from those of its last success, in the order in which the makings are listed. */
export function compareMakings(then: Fingerprint, now: Makings): readonly Difference[] {
  const engine: Difference = { kind: "engine", what: "engine", change: "changed", from: then.engine, to: now.engine };
  return [
    ...compareRecords("program", then.program, now.program),
    ...compareSettings(then, now),
    ...compareRecords("stack config", then.stackConfig, now.stackConfig),
    ...compareRecords("package", then.packages, now.packages),
    ...(then.engine === now.engine ? [] : [engine]),
  ];
}

/** Which outputs of its upstreams are not as a layer consumed them; one that is new counts for a layer that reads all. */
export function compareConsumed(
  { consumed, consumesAll }: Pick<Success, "consumed" | "consumesAll">,
  upstreams: ReadonlyMap<LayerName, StackContents>,
): readonly Difference[] {
  const known = new Set(consumed.map(({ upstream, output }) => `${upstream}.${output}`));
  const further = [...upstreams].flatMap(([upstream, { outputHashes }]) =>
    Object.keys(outputHashes).map((output) => ({ upstream, output, hash: null })),
  );
  const isNew = further.filter(({ upstream, output }) => consumesAll && !known.has(`${upstream}.${output}`));
  return [...consumed, ...isNew].flatMap(({ upstream, output, hash }): Difference[] => {
    const stack = upstreams.get(upstream);
    // Its program consumes that layer no more: it is another program.
    if (stack === undefined) return [];
    const now = stack.outputHashes[output] ?? null;
    const what = `${upstream}.${output}`;
    return now === hash ? [] : [{ kind: "output", what, change: changeOf(hash ?? undefined, now ?? undefined) }];
  });
}

function compareSettings(then: Fingerprint, now: Makings): readonly Difference[] {
  const found = then.settings.flatMap((setting): Difference[] => {
    const { path } = setting;
    const current = settingAt(now.environment, path);
    if (canonical(setting) === canonical(current)) return [];
    if (setting.keys !== undefined && current.keys !== undefined) {
      const { keys: after } = current;
      const { keys: before } = setting;
      const row = (key: string, change: Difference["change"]): Difference => ({
        kind: "setting",
        what: [...path, key].join("."),
        change,
      });
      const added = after.filter((key) => !before.includes(key)).map((key) => row(key, "added"));
      return [...before.filter((key) => !after.includes(key)).map((key) => row(key, "removed")), ...added];
    }
    const change = changeOf(setting.value ?? setting.keys, current.value ?? current.keys);
    return [{ kind: "setting", what: path.join("."), change, ...valuesOf(setting.value, current.value) }];
  });
  // A key that went is told with its value, where the program read that.
  const byPath = new Map(found.filter((row) => !("from" in row || "to" in row)).map((row) => [row.what, row]));
  for (const row of found) if ("from" in row || "to" in row) byPath.set(row.what, row);
  return [...byPath.values()];
}

function valuesOf(from: unknown, to: unknown): Partial<Pick<Difference, "from" | "to">> {
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

/** Hashes say nothing to a person, and a stack's config may hold a secret. */
function compareRecords(
  kind: "program" | "package" | "stack config",
  then: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): readonly Difference[] {
  const names = [...new Set([...Object.keys(then), ...Object.keys(now)])].sort();
  return names
    .filter((name) => then[name] !== now[name])
    .map((what) => {
      const values = kind === "package" ? valuesOf(then[what], now[what]) : {};
      return { kind, what, change: changeOf(then[what], now[what]), ...values };
    });
}

function changeOf(from: unknown, to: unknown): Difference["change"] {
  if (from === undefined) return "added";
  return to === undefined ? "removed" : "changed";
}
