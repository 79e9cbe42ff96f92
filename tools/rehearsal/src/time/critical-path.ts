import { parseUrn } from "@strata/shared-config";
import type { Ran } from "./clock.ts";
import { LAYER_START } from "./kinds.ts";
import { type LayerClock, START } from "./layer-clock.ts";
import type { RolloutClock } from "./predict.ts";
import type { PathStep } from "./prediction.ts";

/** What a run waits for from its start to its end: each step starts when the one before it ends. */
export function criticalPath({ layers, clocks, seconds }: RolloutClock): readonly PathStep[] {
  const byId = new Map(layers.map((layer) => [layer.id, layer]));
  const last = layers.find(({ end }) => end === seconds);
  return chain(byId, last?.id).flatMap(({ id, start }) => {
    const clock = clocks.get(id);
    return clock === undefined ? [] : stepsIn(clock, start);
  });
}

function stepsIn(clock: LayerClock, layerStart: number): readonly PathStep[] {
  return chain(clock.ran, clock.last).flatMap(({ id, start, seconds }): readonly PathStep[] => {
    if (seconds === 0) return [];
    const common = { layer: clock.layer, startsAt: layerStart + start, seconds };
    if (id === START) {
      const { basis, source } = LAYER_START;
      return [{ ...common, urn: null, type: "", name: "", verb: "start", basis, source }];
    }
    const deed = clock.deeds.get(id);
    if (deed === undefined) return [];
    const { urn, type, verb, times } = deed;
    // A replacement has two figures: the longer one decides.
    const time = times.toSorted((a, b) => b.seconds.typical - a.seconds.typical)[0] ?? LAYER_START;
    return [{ ...common, urn, type, name: parseUrn(urn).name, verb, basis: time.basis, source: time.source }];
  });
}

/** A task and those that it waited for, the first one first. */
function chain(ran: ReadonlyMap<string, Ran>, last: string | undefined): readonly Ran[] {
  const found: Ran[] = [];
  for (let id = last; id !== undefined; ) {
    const task = ran.get(id);
    if (task === undefined) break;
    found.push(task);
    id = task.waitedFor;
  }
  return found.reverse();
}
