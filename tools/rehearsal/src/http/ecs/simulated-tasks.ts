/*
 * The one-off tasks of the simulated ECS. No container runs: a task has ended well as soon as it was started, unless a fault
 * says otherwise. They are kept in memory only, and forgotten with the task definition that they were started from, as ECS
 * forgets an ended task after an hour.
 */
import type { AccountRow } from "../../account/account.ts";
import { arn } from "../../facts/arn.ts";
import { hex } from "../../facts/hash.ts";
import type { TaskFate } from "../../faults/fault.ts";
import type { Faults } from "../../faults/faults.ts";
import type { Cloud } from "../../operations/cloud.ts";
import { text } from "../../wire/values.ts";
import { ApiRefusal } from "../api-call.ts";
import { findCluster, findDefinition } from "./found.ts";

/** A task that was started. */
export interface SimulatedTask {
  readonly arn: string;
  readonly cluster: string;
  readonly definition: AccountRow;
  readonly startedBy: string;
  readonly clientToken: string;
  /** In place of the definition's command. */
  readonly command: readonly string[] | undefined;
  /** Undefined for one that ends well. */
  readonly fate: TaskFate | undefined;
  /** Why it was stopped; undefined for one that was not. */
  readonly stopped: string | undefined;
}

/** What RunTask is asked, as far as it matters. */
export interface RunRequest {
  readonly region: string;
  readonly cluster: string;
  readonly taskDefinition: string;
  readonly startedBy: string;
  readonly clientToken: string;
  readonly command: readonly string[] | undefined;
}

/** Every one-off task that a cloud's process has started. */
export class SimulatedTasks {
  readonly #faults: Pick<Faults, "fateOf">;
  #tasks: readonly SimulatedTask[] = [];

  constructor(faults: Pick<Faults, "fateOf">) {
    this.#faults = faults;
  }

  /** @throws ApiRefusal */
  run(cloud: Cloud, { region, ...asked }: RunRequest): SimulatedTask {
    const cluster = findCluster(cloud, region, asked.cluster);
    const definition = findDefinition(cloud, region, asked.taskDefinition);
    const before = this.all(cloud).find(
      ({ clientToken }) => asked.clientToken !== "" && clientToken === asked.clientToken,
    );
    if (before !== undefined) return before;
    const count = this.#tasks.filter((task) => task.definition.id === definition.id).length;
    const id = hex(32, "task", text(definition.outputs.arn) ?? "", String(count));
    const { type, urn } = definition;
    const task: SimulatedTask = {
      ...asked,
      arn: arn({ account: accountOf(cluster), region }, "ecs", `task/${text(cluster.outputs.name) ?? ""}/${id}`),
      cluster: cluster.id,
      definition,
      fate: this.#faults.fateOf({ operation: "run", type, urn, id: definition.id }),
      stopped: undefined,
    };
    this.#tasks = [...this.#tasks, task];
    return task;
  }

  /** @throws ApiRefusal */
  stop(cloud: Cloud, name: string, reason: string): SimulatedTask {
    const found = this.all(cloud).find((task) => isCalled(task, name));
    if (found === undefined) throw new ApiRefusal("InvalidParameterException", "The referenced task was not found.");
    const stopped = { ...found, stopped: found.stopped ?? reason };
    this.#tasks = this.#tasks.map((task) => (task.arn === found.arn ? stopped : task));
    return stopped;
  }

  /** Those that ECS still tells of, in the order of their start. */
  all(cloud: Cloud): readonly SimulatedTask[] {
    this.#tasks = this.#tasks.filter(({ definition }) => cloud.account.find(definition) === definition);
    return this.#tasks;
  }
}

/** Whether an ARN or an id means a task. */
export function isCalled({ arn: own }: SimulatedTask, name: string): boolean {
  return own === name || own.endsWith(`/${name}`);
}

/** What a task wrote to its log. */
export function linesOf({ fate, definition, command }: SimulatedTask): readonly string[] {
  if (fate?.kind === "unstarted") return [];
  const words = command === undefined ? (text(definition.outputs.family) ?? "") : command.join(" ");
  const ran = `simulated: ${words}`;
  return fate?.kind === "exit" ? [ran, fate.message] : [ran];
}

function accountOf({ id }: AccountRow): string {
  return id.split(":")[4] ?? "";
}
