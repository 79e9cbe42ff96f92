/*
 * Why a deploy would run a layer. The same judgement as the cutoff's, in the order of a rollout. A layer that is as it was
 * can still become affected: an upstream that runs first may leave other outputs.
 */
import { explain, type LayerName, type Overrides, openEnvironment, StrataError } from "@strata/shared-config";
import { type EngineDoor, openEngine } from "../engine-door.ts";
import { upstreamsOf } from "../layer-graph.ts";
import { planOrder } from "../order.ts";
import { readLayers } from "../read-layers.ts";
import type { Difference } from "./compare.ts";
import { LayerMemories } from "./layer-memory.ts";
import { openMakings } from "./makings.ts";
import { type Judged, judge } from "./verdict.ts";

/** Why a layer is affected. */
export interface Reason extends Omit<Difference, "kind" | "change"> {
  readonly kind: Difference["kind"] | "state" | "upstream";
  readonly change: Difference["change"] | null;
  /** One line for a person, without the layer's name. */
  readonly text: string;
}

/** What a deploy would do with a layer, and why. */
export interface LayerWhy {
  readonly layer: LayerName;
  /** Affected: it would run. Perhaps: it is as it was, but an upstream would change first. */
  readonly status: "affected" | "perhaps" | "unchanged";
  readonly reasons: readonly Reason[];
  /** When the layer was last deployed, and the commit it was deployed from; null where nothing is known of that. */
  readonly deployed: { readonly at: string; readonly commit: string | null; readonly dirty: boolean } | null;
}

/**
 * Why a deploy of all layers would run each of them, in the order of a rollout.
 * @throws StrataError for a wrong environment, a graph with a problem, or an engine that is missing
 */
export async function explainLayers(
  root: string,
  environment: string,
  open: (root: string) => Promise<EngineDoor> = openEngine,
): Promise<readonly LayerWhy[]> {
  const found: LayerWhy[] = [];
  for (const { layer, upstreams, judged } of await judgeLayers(root, environment, open)) {
    const first = found.filter((row) => upstreams.includes(row.layer) && row.status !== "unchanged");
    found.push(whyOf(layer, judged, first, (path) => placeOf(root, environment, path, judged?.makings?.overrides)));
  }
  return found;
}

/** Every layer of a workspace with its judgement, in the order of a rollout; without one where nothing is remembered. */
export async function judgeLayers(
  root: string,
  environment: string,
  open: (root: string) => Promise<EngineDoor>,
): Promise<readonly JudgedLayer[]> {
  openEnvironment(root, environment);
  const graph = await readLayers(root);
  const [problem] = graph.problems;
  if (problem !== undefined) throw problem.error;
  const engine = await open(root);
  const { store } = engine;
  const names = graph.layers.map(({ name }) => name);
  const memories = store && new LayerMemories(store, environment);
  const makings = openMakings({ root, environment, config: {}, engine: engine.version });
  return await Promise.all(
    planOrder(graph, names, "upstreams-first").map(async ({ layer }) => ({
      layer,
      upstreams: upstreamsOf(graph, layer),
      judged: memories && (await judge(layer, { graph, environment, engine, memories, makings })),
    })),
  );
}

/** A layer, what it consumes, and how it stands. */
export interface JudgedLayer {
  readonly layer: LayerName;
  readonly upstreams: readonly LayerName[];
  readonly judged: Judged | undefined;
}

function whyOf(
  layer: LayerName,
  judged: Judged | undefined,
  first: readonly LayerWhy[],
  placeOf: (path: string) => string,
): LayerWhy {
  const upstreams = first.map((row): Reason => {
    const would = row.status === "affected" ? "would change first" : "may change first";
    return { kind: "upstream", what: row.layer, change: null, text: `${row.layer} ${would}` };
  });
  if (judged === undefined) {
    const text = "this backend keeps nothing of earlier deploys, so it always runs";
    const reasons: Reason[] = [{ kind: "state", what: layer, change: null, text }, ...upstreams];
    return { layer, status: "affected", reasons, deployed: null };
  }
  const { verdict, memory } = judged;
  const { success } = memory;
  const deployed = success && {
    at: success.at,
    commit: success.commit?.id ?? null,
    dirty: success.commit?.dirty ?? false,
  };
  if (verdict.status === "unchanged") {
    return { layer, status: upstreams.length > 0 ? "perhaps" : "unchanged", reasons: upstreams, deployed };
  }
  const { state, differences } = verdict;
  const own: Reason[] = state === null ? [] : [{ kind: "state", what: layer, change: null, text: state }];
  const made = differences.map((row): Reason => ({ ...row, text: differenceText(row, placeOf) }));
  return { layer, status: "affected", reasons: [...own, ...made, ...upstreams], deployed };
}

function differenceText(row: Difference, placeOf: (path: string) => string): string {
  const { kind, what, change, from, to } = row;
  const values = change === "changed" && "from" in row ? ` ${shown(from)} → ${shown(to)}` : ` ${change}`;
  const value =
    change === "added" && "to" in row
      ? `: ${shown(to)}`
      : change === "removed" && "from" in row
        ? `: ${shown(from)}`
        : "";
  switch (kind) {
    case "setting":
      return `${placeOf(what)} ${what}${values}${value}`;
    case "stack config":
      return `its stack's config ${what}${values}`;
    case "output":
      return `output ${what}${values}`;
    case "package":
      return `package ${what}${values}${value}`;
    default:
      return `${what}${values}`;
  }
}

/** The longest text of a value that one line shows. */
const WIDTH = 80;

function shown(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "nothing");
  return text.length <= WIDTH ? text : `${text.slice(0, WIDTH)}…`;
}

/** What gives a path its value now. Where that is no file's own word, the value came from one that the environment's names. */
function placeOf(root: string, environment: string, path: string, overrides: Overrides = {}): string {
  const otherwise = `environments/${environment}.yaml`;
  try {
    const [winner] = explain(root, environment, path, overrides);
    return winner === undefined || winner.kind === "default" ? otherwise : winner.label;
  } catch (error) {
    // A path that is gone, or one with a key that has a dot in it.
    if (error instanceof StrataError) return otherwise;
    throw error;
  }
}
