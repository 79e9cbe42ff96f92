import type { LayerOutcome, StackContents, StateStore } from "@strata/engine";
import { type LayerName, StrataError } from "@strata/shared-config";
import { type EngineDoor, readingOnce } from "../engine-door.ts";
import { type LayerGraph, upstreamsOf } from "../layer-graph.ts";
import type { RolloutRecord } from "../record.ts";
import type { RolloutHost, RolloutRequest } from "../request.ts";
import { lastUpdateFailed } from "./last-update.ts";
import { type ConsumedValue, LayerMemories } from "./layer-memory.ts";
import { fingerprintOf, openMakings, type ReadMakings } from "./makings.ts";
import { attemptText, type Judged, judge } from "./verdict.ts";

/** What a rollout's memory needs to know of it. */
export interface RememberedRun {
  readonly graph: LayerGraph;
  readonly request: RolloutRequest;
  readonly host: RolloutHost;
  readonly engine: EngineDoor;
  readonly record: RolloutRecord;
}

/** Why a layer need not run, and what its stack holds. */
export interface CutOff {
  readonly reason: string;
  readonly resources: number;
  readonly outputs: StackContents["outputs"];
}

/**
 * What a rollout remembers of its layers for the next one, and what it knows from the one before.
 *
 * A layer's memory is marked before its engine starts, and the mark goes only with a success: so a failed run and one
 * that died look alike to those that come later. The makings are read before the program is: an edit in between makes
 * the layer run once too often, never once too few. But a process loads a program once; one that rolls out again after
 * an edit runs, and remembers, what it has loaded under the name of the edit.
 */
export class Cutoff {
  readonly #run: RememberedRun;
  readonly #store: StateStore;
  readonly #memories: LayerMemories;
  readonly #makings: ReadMakings;
  readonly #marked = new Set<LayerName>();
  readonly #judged = new Map<LayerName, Judged>();

  constructor(run: RememberedRun, store: StateStore) {
    this.#run = run;
    this.#store = store;
    this.#memories = new LayerMemories(store, run.request.environment);
    const { request, engine } = run;
    this.#makings = openMakings({ ...request, engine: engine.version });
  }

  /**
   * Looks at a layer before it runs. Throws UPSTREAM_NOT_DEPLOYED where an upstream's last run did not end well: what
   * that left behind is not to be built on.
   *
   * @returns why the layer need not run, or undefined where it is to run
   */
  async before(layer: LayerName): Promise<CutOff | undefined> {
    const { request } = this.#run;
    if (request.operation !== "deploy") return undefined;
    const engine = readingOnce(this.#run.engine);
    await this.#checkUpstreams(layer, engine);
    const judged = await this.#judge(layer, engine);
    if (request.cutoff !== false && judged.verdict.status === "unchanged") return await this.#cutOff(layer, judged);
    this.#judged.set(layer, judged);
    return undefined;
  }

  /** Whether a layer would be left out if it came to its turn now. Notes nothing. */
  async leavesOut(layer: LayerName): Promise<boolean> {
    const { request, engine } = this.#run;
    if (request.cutoff === false) return false;
    const { verdict } = await this.#judge(layer, readingOnce(engine));
    return verdict.status === "unchanged";
  }

  /** Marks the memory of a layer whose engine is about to start. */
  async begun(layer: LayerName): Promise<void> {
    const { host, record } = this.#run;
    const started = { operation: this.#operation, status: "running", run: record.id } as const;
    await this.#memories.note(layer, { attempt: { ...started, at: host.now().toISOString() } });
    this.#marked.add(layer);
  }

  /** Takes what a run of a layer came to. */
  async succeeded(layer: LayerName, { reads, resources, consumed }: LayerOutcome): Promise<void> {
    const { request, host, engine, record } = this.#run;
    if (request.operation === "destroy") return await this.#memories.forget(layer);
    const judged = this.#judged.get(layer);
    // Without makings there is nothing that a later run could be held against: it runs.
    if (judged?.makings === undefined) return await this.#memories.note(layer, { attempt: null, success: null });
    const { commit } = record;
    // One that says what it read of the environment would have said what it read of its upstreams.
    const consumesAll = consumed.length === 0 && reads === undefined;
    const success = {
      run: record.id,
      at: host.now().toISOString(),
      commit,
      cleanCommit: cleanOf(commit) ?? judged.memory.success?.cleanCommit ?? null,
      digest: (await engine.readStack(layer, request.environment)).digest,
      resources,
      fingerprint: fingerprintOf(judged.makings, reads),
      consumed: consumedValues(judged.upstreams, consumed, consumesAll),
      consumesAll,
    };
    await this.#memories.note(layer, { attempt: null, success });
  }

  /** Takes that a run of a layer failed. */
  async failed(layer: LayerName): Promise<void> {
    const { host, record } = this.#run;
    const attempt = {
      operation: this.#operation,
      status: "failed",
      run: record.id,
      at: host.now().toISOString(),
    } as const;
    // One that failed before it was marked has not begun: what is known of its last run still holds.
    if (!this.#marked.has(layer)) return;
    // Where this cannot be written the mark of its start stays, and means the same to those that come later.
    await this.#memories.note(layer, { attempt }).catch(() => undefined);
  }

  get #operation(): "deploy" | "destroy" {
    return this.#run.request.operation === "destroy" ? "destroy" : "deploy";
  }

  async #cutOff(layer: LayerName, { verdict, contents }: Judged): Promise<CutOff | undefined> {
    if (verdict.status !== "unchanged") return undefined;
    const { success } = verdict;
    const { commit } = this.#run.record;
    const clean = cleanOf(commit);
    // The commit on which the workspace stands now makes the very same layer.
    if (clean !== undefined && (success.commit?.id !== clean || success.commit.dirty)) {
      await this.#memories.note(layer, { success: { ...success, commit, cleanCommit: clean } });
    }
    return {
      reason: `as at its last deploy, ${success.at}`,
      resources: success.resources,
      outputs: contents.outputs,
    };
  }

  #judge(layer: LayerName, engine: EngineDoor): Promise<Judged> {
    const { graph, request } = this.#run;
    const { environment } = request;
    return judge(layer, { graph, environment, engine, memories: this.#memories, makings: this.#makings });
  }

  async #checkUpstreams(layer: LayerName, engine: EngineDoor): Promise<void> {
    const { graph, request } = this.#run;
    for (const upstream of upstreamsOf(graph, layer)) {
      const why = await this.#whyUnfit(upstream, engine);
      if (why === undefined) continue;
      throw new StrataError("UPSTREAM_NOT_DEPLOYED", `${layer} waits: ${upstream}, which it consumes, ${why}`, {
        hint: `nx deploy ${upstream} -c ${request.environment}`,
        fault: "user",
      });
    }
  }

  /** Why nothing is to be built on what a layer left behind, in words that follow its name. */
  async #whyUnfit(layer: LayerName, engine: EngineDoor): Promise<string | undefined> {
    const { request } = this.#run;
    const { attempt, success } = await this.#memories.read(layer);
    if (attempt !== null) return attemptText(attempt);
    const { pending, digest } = await engine.readStack(layer, request.environment);
    if (pending.length > 0) return `has ${pending.length} operations without an end`;
    // The history is long: it is asked only where somebody else has been at the stack.
    if (digest === success?.digest) return undefined;
    const failed = await lastUpdateFailed(this.#store, layer, request.environment);
    return failed ? "had its last update fail, made by something else than a rollout" : undefined;
  }
}

/**
 * The memory of a rollout that changes layers; undefined for one that only looks, and where the backend keeps no objects
 * of ours: then every layer runs, and the host is told.
 */
export function openCutoff(run: RememberedRun): Cutoff | undefined {
  const { request, engine, host, record } = run;
  if (request.operation !== "deploy" && request.operation !== "destroy") return undefined;
  if (engine.store !== undefined) return new Cutoff(run, engine.store);
  const [first] = record.layers;
  if (request.operation === "deploy" && request.cutoff !== false && first !== undefined) {
    const message = "this backend keeps nothing of earlier deploys that Strata could read: every layer runs";
    host.notify({ code: "diagnostic", data: { layer: first.layer, severity: "info", message } });
  }
  return undefined;
}

/** What a program consumed, or all outputs of all its upstreams. */
function consumedValues(
  upstreams: Judged["upstreams"],
  consumed: LayerOutcome["consumed"],
  consumesAll: boolean,
): readonly ConsumedValue[] {
  const all = [...upstreams].flatMap(([upstream, { outputHashes }]) =>
    Object.keys(outputHashes).map((output) => ({ upstream, output })),
  );
  return (consumesAll ? all : consumed).map(({ upstream, output }) => ({
    upstream,
    output,
    hash: upstreams.get(upstream)?.outputHashes[output] ?? null,
  }));
}

function cleanOf(commit: RolloutRecord["commit"]): string | undefined {
  return commit === null || commit.dirty ? undefined : commit.id;
}
