import { parseUrn } from "@strata/shared-config";
import type { Ran } from "./clock.ts";
import type { LayerClock } from "./layer-clock.ts";
import type { RolloutClock } from "./predict.ts";
import type { Wait } from "./prediction.ts";

/** How many waits are worth telling. */
const TOLD = 20;

/** The longest waits, the longest first. */
export function longest(waits: readonly Wait[]): readonly Wait[] {
  return waits.toSorted((a, b) => b.seconds - a.seconds || compare(nameOf(a), nameOf(b))).slice(0, TOLD);
}

/**
 * Who waits in a layer: what it would gain if the last of its needs took no time. Where several wait for the
 * same resource, the one that waits longest, and of those the one that takes longest itself.
 */
export function resourceWaits({ layer, ran, deeds }: LayerClock): readonly Wait[] {
  const found = new Map<string, Wait & { readonly takes: number }>();
  for (const [id, deed] of deeds) {
    const task = ran.get(id);
    const blocker = realOf(task?.waitedFor, ran);
    const blockerDeed = deeds.get(blocker?.id ?? "");
    if (task === undefined || task.seconds === 0 || blocker === undefined || blockerDeed === undefined) continue;
    const others = task.needs.flatMap((need) => realNeeds(need, ran)).filter((other) => other.id !== blocker.id);
    const otherwise = others.reduce((latest, { end }) => Math.max(latest, end), blocker.start);
    const wait = { layer, waiting: named(deed), waitedFor: named(blockerDeed), seconds: task.start - otherwise };
    const known = found.get(blocker.id);
    const longer = wait.seconds - (known?.seconds ?? 0) || task.seconds - (known?.takes ?? 0);
    if (wait.seconds > 0 && (known === undefined || longer > 0))
      found.set(blocker.id, { ...wait, takes: task.seconds });
  }
  return [...found.values()].map(({ takes: _, ...wait }) => wait);
}

/** Which layer waits for which. */
export function layerWaits({ layers }: RolloutClock): readonly Wait[] {
  const byId = new Map(layers.map((layer) => [layer.id, layer]));
  return layers.flatMap(({ id, start, needs, waitedFor }) => {
    if (waitedFor === undefined) return [];
    const others = needs.filter((need) => need !== waitedFor);
    const blockerStart = byId.get(waitedFor)?.start ?? 0;
    const otherwise = others.reduce((latest, need) => Math.max(latest, byId.get(need)?.end ?? 0), blockerStart);
    const seconds = start - otherwise;
    return seconds <= 0 ? [] : [{ layer: id, waiting: id, waitedFor, seconds }];
  });
}

/** The task that took its time where another one, that takes none, only passes its end on. */
function realOf(id: string | undefined, ran: ReadonlyMap<string, Ran>): Ran | undefined {
  let task = ran.get(id ?? "");
  while (task !== undefined && task.seconds === 0 && task.waitedFor !== undefined) task = ran.get(task.waitedFor);
  return task;
}

/** What stands behind a need: itself, or where it takes no time, what it needs. */
function realNeeds(id: string, ran: ReadonlyMap<string, Ran>): readonly Ran[] {
  const task = ran.get(id);
  if (task === undefined) return [];
  if (task.seconds > 0) return [task];
  return task.needs.flatMap((need) => realOf(need, ran) ?? []);
}

function named({ type, urn }: { readonly type: string; readonly urn: string }): string {
  return `${type} ${parseUrn(urn).name}`;
}

function nameOf({ layer, waiting }: Wait): string {
  return `${layer} ${waiting}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
