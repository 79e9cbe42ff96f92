import { type Ran, runTasks } from "./clock.ts";
import { criticalPath } from "./critical-path.ts";
import type { HappenedRollout } from "./happened.ts";
import { WORKERS } from "./kinds.ts";
import { type LayerClock, runLayerClock } from "./layer-clock.ts";
import { PREDICTION_VERSION, type Prediction } from "./prediction.ts";
import { PACES, type Pace, type Seconds } from "./time.ts";
import { layerWaits, longest, resourceWaits } from "./waits.ts";

/** A run on the virtual clock: when each layer ran, and what happened in it. */
export interface RolloutClock {
  readonly layers: readonly Ran[];
  readonly clocks: ReadonlyMap<string, LayerClock>;
  readonly seconds: number;
}

/**
 * How long a run would take in a real account, from what it did to which resource.
 * At the slow pace everything is slow at once, at the fast pace everything is fast: the truth lies between.
 */
export function predict(rollout: HappenedRollout): Prediction {
  const paces = new Map(PACES.map((pace) => [pace, runRolloutClock(rollout, pace)]));
  const typical = paces.get("typical") ?? runRolloutClock(rollout, "typical");
  const starts = new Map(typical.layers.map(({ id, start }) => [id, start]));
  return {
    version: PREDICTION_VERSION,
    environment: rollout.environment,
    operation: rollout.operation,
    seconds: byPace((pace) => paces.get(pace)?.seconds ?? 0),
    layers: rollout.layers.map(({ layer }) => ({
      layer,
      startsAt: starts.get(layer) ?? 0,
      seconds: byPace((pace) => paces.get(pace)?.clocks.get(layer)?.seconds ?? 0),
    })),
    criticalPath: criticalPath(typical),
    waits: longest([...layerWaits(typical), ...[...typical.clocks.values()].flatMap(resourceWaits)]),
    workers: WORKERS,
  };
}

/** When everything in a run happens, at a pace. */
export function runRolloutClock({ layers, concurrency }: HappenedRollout, pace: Pace): RolloutClock {
  const clocks = new Map(layers.map((layer) => [layer.layer, runLayerClock(layer, pace)]));
  const tasks = layers.map(({ layer, waitsFor }) => ({
    id: layer,
    seconds: clocks.get(layer)?.seconds ?? 0,
    needs: waitsFor,
  }));
  const ran = runTasks(tasks, concurrency);
  return { layers: ran, clocks, seconds: ran.reduce((last, { end }) => Math.max(last, end), 0) };
}

function byPace(of: (pace: Pace) => number): Seconds {
  return { fast: of("fast"), typical: of("typical"), slow: of("slow") };
}
