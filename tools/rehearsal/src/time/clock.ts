/*
 * The virtual clock: nothing waits, times are added up.
 *
 * A task starts when all that it needs has ended and a worker is free. Of those that may start, the first in the list
 * starts first. A task that takes no time takes no worker either. Where workers are short, one need more may make the
 * whole shorter, as in any such schedule: it changes who comes first.
 */

/** Something that takes its time. */
export interface Task {
  readonly id: string;
  readonly seconds: number;
  /** What must have ended before it starts. Ids that are not in the list are there already. */
  readonly needs: readonly string[];
}

/** When a task ran. */
export interface Ran extends Task {
  readonly start: number;
  readonly end: number;
  /** The task that ended as it started: the last of its needs, or the one whose worker it got. */
  readonly waitedFor: string | undefined;
}

/**
 * When each task runs, in the order in which they start. Throws RangeError where tasks need each other.
 *
 * @param workers how many run at a time, at least 1
 */
export function runTasks(tasks: readonly Task[], workers: number): readonly Ran[] {
  const graph = new Graph(tasks);
  const ran = new Map<string, Ran>();
  let running: readonly Ran[] = [];
  let now = 0;
  let freed: string | undefined;

  const begin = (task: Task): Ran => {
    const last = graph.lastNeed(task.id);
    // Ready before now: then it was a worker that it waited for.
    const waitedFor = (last === undefined ? 0 : (ran.get(last)?.end ?? 0)) < now ? freed : last;
    const begun = { ...task, start: now, end: now + task.seconds, waitedFor };
    ran.set(task.id, begun);
    return begun;
  };

  for (;;) {
    for (let task = graph.takeInstant(); task !== undefined; task = graph.takeInstant()) graph.end(begin(task).id);
    const task = running.length < workers ? graph.takeReady() : undefined;
    if (task !== undefined) {
      running = [...running, begin(task)].sort((a, b) => a.end - b.end || (a.id < b.id ? -1 : 1));
      continue;
    }
    if (running.length === 0) break;
    now = running[0]?.end ?? now;
    for (const { id } of running.filter(({ end }) => end === now)) {
      freed = id;
      graph.end(id);
    }
    running = running.filter(({ end }) => end > now);
  }
  if (ran.size < tasks.length) throw new RangeError("tasks need each other");
  return [...ran.values()];
}

/** What may start, as needs end. */
class Graph {
  readonly #tasks: readonly Task[];
  readonly #missing: readonly Set<string>[];
  readonly #dependents = new Map<string, number[]>();
  readonly #lastNeed = new Map<string, string>();
  /** Places in the list, in its order; those that take no time apart. */
  readonly #ready: number[] = [];
  readonly #instant: number[] = [];

  constructor(tasks: readonly Task[]) {
    const known = new Set(tasks.map(({ id }) => id));
    this.#tasks = tasks;
    this.#missing = tasks.map(({ needs }) => new Set(needs.filter((need) => known.has(need))));
    this.#missing.forEach((needs, place) => {
      for (const need of needs) {
        const others = this.#dependents.get(need);
        if (others === undefined) this.#dependents.set(need, [place]);
        else others.push(place);
      }
      if (needs.size === 0) this.#offer(place);
    });
  }

  /** The need of a task that ended last, once it may start. */
  lastNeed(id: string): string | undefined {
    return this.#lastNeed.get(id);
  }

  takeReady(): Task | undefined {
    return this.#take(this.#ready);
  }

  takeInstant(): Task | undefined {
    return this.#take(this.#instant);
  }

  /** A task has ended: what needed it alone may start. */
  end(id: string): void {
    for (const place of this.#dependents.get(id) ?? []) {
      const needs = this.#missing[place];
      needs?.delete(id);
      if (needs?.size !== 0) continue;
      this.#lastNeed.set(this.#tasks[place]?.id ?? "", id);
      this.#offer(place);
    }
  }

  #offer(place: number): void {
    const list = this.#tasks[place]?.seconds === 0 ? this.#instant : this.#ready;
    const after = list.findIndex((other) => other > place);
    list.splice(after === -1 ? list.length : after, 0, place);
  }

  #take(list: number[]): Task | undefined {
    const place = list.shift();
    return place === undefined ? undefined : this.#tasks[place];
  }
}
