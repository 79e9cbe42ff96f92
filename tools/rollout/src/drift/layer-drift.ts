import { join } from "node:path";
import type { ResourceDrift, StackContents } from "@strata/engine";
import { readStackLocks } from "@strata/engine/stack-lock";
import { openSdkFacts, type SdkFacts } from "@strata/sdk-facts";
import { type LayerName, parseUrn } from "@strata/shared-config";
import { stackHolderText } from "../lock/free-stack.ts";
import type { DriftDoor } from "./drift-door.ts";
import type { DriftRow, LayerDrift, MovedRow } from "./drift-report.ts";
import { moverOf } from "./movers.ts";

/** One layer to compare. */
export interface LayerToCompare {
  readonly root: string;
  readonly layer: LayerName;
  readonly environment: string;
  readonly signal: AbortSignal;
}

/** Nothing is wrong with it, as far as it was looked at. */
export function noDrift(layer: LayerName, rest: Partial<LayerDrift> = {}): LayerDrift {
  return { layer, status: "none", reason: null, error: null, resources: 0, rows: [], moved: [], ...rest };
}

/**
 * Compares a layer's real resources with its state. A stack at which an engine works, or worked while it was read, says
 * nothing: it is skipped. Throws what the engine throws.
 */
export async function compareLayer(place: LayerToCompare, door: DriftDoor): Promise<LayerDrift> {
  const { root, layer, environment, signal } = place;
  const before = await door.readStack(layer, environment);
  if (before.entries === 0) return noDrift(layer, { status: "absent" });
  const held = await busyReason(place, before, door);
  if (held !== undefined) return noDrift(layer, { status: "skipped", reason: held });

  const { resources } = await door.readDrift(layer, environment, signal);
  const after = await door.readStack(layer, environment);
  const came = await busyReason(place, after, door);
  if (came !== undefined || after.digest !== before.digest) {
    const reason = came ?? `${layer} was changed by a run while it was read`;
    return noDrift(layer, { status: "skipped", reason });
  }
  const facts = openSdkFacts(join(root, "stacks", layer, "Pulumi.yaml"));
  const { rows, moved } = judge(resources, before, facts);
  const compared = before.resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:")).length;
  return noDrift(layer, { status: rows.length > 0 ? "drift" : "none", resources: compared, rows, moved });
}

/** Why the stack's state may not be what its last run left. */
async function busyReason(
  { layer, environment }: LayerToCompare,
  { pending }: StackContents,
  { store }: DriftDoor,
): Promise<string | undefined> {
  const [lock] = store === undefined ? [] : await readStackLocks(store, layer, environment);
  if (lock !== undefined) return `${layer} is locked by ${stackHolderText(lock)}`;
  const [first] = pending;
  if (first === undefined) return undefined;
  return `${layer} has ${pending.length} unfinished operations of a run that died: nx deploy ${layer} -c ${environment}`;
}

function judge(
  resources: readonly ResourceDrift[],
  { resources: stack }: StackContents,
  facts: SdkFacts,
): Pick<LayerDrift, "rows" | "moved"> {
  const rows: DriftRow[] = [];
  const moved: MovedRow[] = [];
  for (const { urn, type, id, change, properties } of resources) {
    const row = { urn, type, name: parseUrn(urn).name, id, change };
    if (change === "deleted") rows.push({ ...row, property: null, state: null, real: null });
    const stored = stack.find((other) => other.urn === urn);
    for (const { path, state, real } of properties) {
      const cell = { ...row, property: path, state: state ?? null, real: real ?? null };
      const mover = stored === undefined ? undefined : moverOf(stored, path, stack);
      if (mover !== undefined) moved.push({ ...cell, by: mover.by, source: mover.source });
      else if (isComputed(facts, type, path))
        moved.push({ ...cell, by: "AWS itself", source: "no program can set it" });
      else rows.push(cell);
    }
  }
  return { rows: sorted(rows), moved: sorted(moved) };
}

/** What only the cloud sets, such as the time until which a database can be restored, nobody has changed. */
function isComputed(facts: SdkFacts, type: string, path: string): boolean {
  const [property = ""] = path.split(/[.[]/, 1);
  return facts.resource(type)?.computed.includes(property) ?? false;
}

function sorted<Row extends DriftRow>(rows: readonly Row[]): readonly Row[] {
  const key = ({ urn, property }: DriftRow) => `${urn} ${property ?? ""}`;
  return rows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}
