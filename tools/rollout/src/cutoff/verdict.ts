import type { StackContents } from "@strata/engine";
import { type LayerName, StrataError } from "@strata/shared-config";
import type { EngineDoor } from "../engine-door.ts";
import { type LayerGraph, upstreamsOf } from "../layer-graph.ts";
import { compareConsumed, compareMakings, type Difference } from "./compare.ts";
import type { LayerMemories, LayerMemory, Success } from "./layer-memory.ts";
import type { Makings, ReadMakings } from "./makings.ts";

/** What has to be known to judge a layer. */
export interface Judge {
  readonly graph: LayerGraph;
  readonly environment: string;
  readonly engine: EngineDoor;
  readonly memories: LayerMemories;
  readonly makings: ReadMakings;
}

/** Whether a layer is as at its last success. */
export type Verdict =
  | { readonly status: "unchanged"; readonly success: Success }
  /** `state` says what of its stack or of its last deploy is not in order; null where that is. */
  | { readonly status: "changed"; readonly state: string | null; readonly differences: readonly Difference[] };

/** A layer with all that its verdict comes from. */
export interface Judged {
  readonly verdict: Verdict;
  readonly memory: LayerMemory;
  readonly contents: StackContents;
  readonly upstreams: ReadonlyMap<LayerName, StackContents>;
  /** Undefined where the environment is refused: then the layer runs, and says so itself. */
  readonly makings: Makings | undefined;
}

/**
 * Holds a layer against its last success: the state must be the one that it left, with nothing pending, and program,
 * packages, settings, engine and consumed outputs must be as they were.
 */
export async function judge(
  layer: LayerName,
  { graph, environment, engine, memories, makings }: Judge,
): Promise<Judged> {
  const read = (name: LayerName) => engine.readStack(name, environment);
  const [memory, contents, made, upstreams] = await Promise.all([
    memories.read(layer),
    read(layer),
    makings(layer).catch(refusal),
    Promise.all(upstreamsOf(graph, layer).map(async (name) => [name, await read(name)] as const)),
  ]);
  const known = { memory, contents, upstreams: new Map(upstreams), makings: made };
  const state = stateOf(memory, contents);
  const { success } = memory;
  if (success === null || made === undefined) {
    return { ...known, verdict: { status: "changed", state: state ?? "its settings are refused", differences: [] } };
  }
  const differences = [...compareMakings(success.fingerprint, made), ...compareConsumed(success, known.upstreams)];
  const unchanged = state === null && differences.length === 0;
  return {
    ...known,
    verdict: unchanged ? { status: "unchanged", success } : { status: "changed", state, differences },
  };
}

/** What keeps a stack's state from being what its last success left, in words that follow the layer's name. */
function stateOf({ attempt, success }: LayerMemory, { entries, pending, digest }: StackContents): string | null {
  if (attempt !== null) return attemptText(attempt);
  if (entries === 0) return "was never deployed";
  if (success === null) return "was last deployed by something that left no record";
  if (pending.length > 0) return `has ${pending.length} operations that began and never ended`;
  return digest === success.digest ? null : "was changed by something else than a deploy of ours";
}

/** What became of a run that did not succeed, in words that follow the layer's name. */
export function attemptText({ operation, status, at }: NonNullable<LayerMemory["attempt"]>): string {
  return status === "failed"
    ? `had its last ${operation} fail at ${at}`
    : `has a ${operation} from ${at} without an end`;
}

function refusal(error: unknown): undefined {
  if (error instanceof StrataError) return undefined;
  throw error;
}
