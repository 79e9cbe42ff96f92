/*
 * A rehearsal, in order: the environment's file and the engine are checked → the world is opened and locked → what the
 * environment had there is forgotten, with that of environments which give the same names, unless it is to be kept →
 * the simulated cloud starts, if none runs → its faults are armed → every layer is deployed by the same rollout that a
 * real account gets → the faults are disarmed → the cloud is stopped, if it was started here → the lock goes.
 */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { requireEngine } from "@strata/engine";
import {
  armFaults,
  type FaultPlan,
  forgetStack,
  lockRehearsal,
  openWorld,
  rehearsalEnvironment,
  startCloud,
  stopCloud,
} from "@strata/rehearsal";
import { type RolloutEvent, type RolloutRecord, type StopLadder, superviseRollout } from "@strata/rollout";
import { LAYERS, loadEnvironment } from "@strata/shared-config";
import { rivalsOf } from "./rivals.ts";

/** What is to be rehearsed. */
export interface RehearsalRequest {
  /** Absolute path of the repository. */
  readonly root: string;
  readonly environment: string;
  /** Go on from the state that an earlier rehearsal left, instead of from nothing. */
  readonly keep: boolean;
  /** What is to go wrong in the simulated cloud. */
  readonly faults: FaultPlan | undefined;
}

/** What a rehearsal needs from outside. */
export interface RehearsalHost {
  readonly notify: (event: RolloutEvent) => void;
  /** How far whoever rehearses wants it to end. */
  readonly ladder: StopLadder;
  /** Takes the variables that make this process's rollouts rehearsals. Called once, before the rollout. */
  readonly enter: (variables: Readonly<Record<string, string>>) => void;
}

/**
 * Deploys every layer of an environment in the simulated cloud. Resolves with the rollout's record, whatever became of the
 * layers. Throws what a rollout throws, REHEARSAL_RUNNING, REHEARSAL_FAILED.
 */
export async function rehearse(request: RehearsalRequest, host: RehearsalHost): Promise<RolloutRecord> {
  const { root, environment, keep, faults } = request;
  const rivals = rivalsOf(root, loadEnvironment(root, environment));
  await requireEngine(root);
  const world = openWorld(root);
  const lock = lockRehearsal(world, `strata rehearse ${environment}`);
  try {
    const cloud = await startCloud(world);
    try {
      if (!keep) {
        for (const name of [environment, ...rivals]) {
          await forgetState(world.state, world.folder, name);
          await forgetStack(world, name);
        }
      }
      host.enter(rehearsalEnvironment(world, cloud.port));
      await armFaults(world, faults);
      const { stop, ended } = superviseRollout(
        { root, environment, operation: "deploy", layers: "all", config: {}, traced: true },
        host.notify,
      );
      host.ladder.follow(() => stop(String(host.ladder.signal.reason)));
      return await ended;
    } finally {
      await armFaults(world, undefined);
      if (cloud.started) await stopCloud(world);
    }
  } finally {
    lock.release();
  }
}

/** Takes an environment's stacks out of a rehearsal's backend, with the backups, history and locks that engines kept. */
async function forgetState(state: string, world: string, environment: string): Promise<void> {
  const files = LAYERS.flatMap((layer) => {
    const stack = join(state, ".pulumi", "stacks", layer, `${environment}.json`);
    return [
      stack,
      `${stack}.bak`,
      join(state, ".pulumi", "history", layer, environment),
      join(state, ".pulumi", "backups", layer, environment),
      join(state, ".pulumi", "locks", "organization", layer, environment),
      // Holds the key of the stack that is gone; its successor makes a new one.
      join(world, "work", layer, `Pulumi.${environment}.yaml`),
    ];
  });
  // What Strata knew of those stacks.
  files.push(join(state, ".strata", "layers", environment));
  await Promise.all(files.map((file) => rm(file, { recursive: true, force: true })));
}
