/*
 * One layer on the virtual clock: the engine starts, the program's resources go as their needs allow, then what is
 * deleted goes in rounds. Resources are taken by URN where more are ready than workers: the engine takes them as the
 * program registers them, which nobody knows here.
 */
import { type Ran, runTasks, type Task } from "./clock.ts";
import { type Deed, deedsOf } from "./deed.ts";
import { deletionRounds } from "./deletions.ts";
import type { HappenedLayer } from "./happened.ts";
import { LAYER_START, WORKERS } from "./kinds.ts";
import type { Pace } from "./time.ts";

/** The task of the engine's own start, in every layer. */
export const START = "start";

/** A layer's schedule: when each task ran, counted from the layer's start, and what a task did. */
export interface LayerClock {
  readonly layer: string;
  readonly seconds: number;
  readonly ran: ReadonlyMap<string, Ran>;
  /** The task that ended last. */
  readonly last: string;
  /** Tasks without a deed are those of resources that stayed as they are, of rounds, and of the engine. */
  readonly deeds: ReadonlyMap<string, Deed>;
}

/** When everything in a layer happens, at a pace. */
export function runLayerClock({ layer, resources, before, after }: HappenedLayer, pace: Pace): LayerClock {
  const deeds = new Map<string, Deed>();
  const deletions = new Map<string, Deed>();
  for (const resource of resources) {
    const { program, deletion } = deedsOf(resource);
    if (program !== undefined) deeds.set(resource.urn, program);
    if (deletion !== undefined) deletions.set(resource.urn, deletion);
  }
  const urns = [...new Set([...Object.keys(after), ...deeds.keys()])].sort();
  const tasks: Task[] = [
    { id: START, seconds: LAYER_START.seconds[pace], needs: [] },
    ...urns.map((urn) => ({
      id: urn,
      seconds: deeds.get(urn)?.seconds[pace] ?? 0,
      needs: [START, ...(after[urn] ?? [])],
    })),
    { id: "program", seconds: 0, needs: [START, ...urns] },
  ];
  let ended = "program";
  deletionRounds([...deletions.keys()], before).forEach((round, index) => {
    const ids = round.map((urn) => {
      const id = `delete ${urn}`;
      const deed = deletions.get(urn);
      if (deed !== undefined) deeds.set(id, deed);
      tasks.push({ id, seconds: deed?.seconds[pace] ?? 0, needs: [ended] });
      return id;
    });
    ended = `round ${index + 1}`;
    tasks.push({ id: ended, seconds: 0, needs: ids });
  });

  const ran = new Map(runTasks(tasks, WORKERS).map((task) => [task.id, task]));
  return { layer, seconds: ran.get(ended)?.end ?? 0, ran, last: ended, deeds };
}
