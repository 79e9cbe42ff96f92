/*
 * A deploy that has policy packs judges all that it would do before it does any of it. The engine judges a resource just
 * before it makes it, and a stack once all of it is made: by then other resources are there, and other layers. So every
 * layer that would run is previewed with the packs first, in order, each given what the previews before it have planned.
 * What cannot be previewed cannot be judged, and is refused as well.
 *
 * A layer that is as at its last success was judged then by these packs, which are among its makings; it is previewed
 * only where an upstream of it is.
 */
import type { LayerName } from "@strata/shared-config";
import { givenUpstreams, PlannedLayers } from "../given-upstreams.ts";
import { upstreamsOf } from "../layer-graph.ts";
import { type Run, stackConfig } from "../layer-step.ts";
import type { Step } from "../order.ts";
import { type StepEnd, schedule } from "../schedule.ts";

/** How a layer of a refused deploy ends. */
interface Refused {
  readonly layer: LayerName;
  readonly end: StepEnd<never>;
}

/**
 * Judges a deploy. Gives how each layer of it ends where something stands against it; nothing where it may begin, and
 * where it was asked to stop.
 */
export async function judgeFirst(steps: readonly Step[], run: Run): Promise<readonly Refused[]> {
  const { request, host, policies } = run;
  const [start] = steps;
  if (request.operation !== "deploy" || policies.length === 0 || start === undefined) return [];
  const message = `first judged as a whole by the policy packs ${policies.join(", ")}`;
  host.notify({ code: "diagnostic", data: { layer: start.layer, severity: "info", message } });
  const planned = new PlannedLayers();
  const errors = new Map<LayerName, unknown>();
  await schedule<undefined>(steps, {
    concurrency: request.concurrency ?? steps.length,
    failFast: false,
    signal: host.signal,
    run: async (layer) => {
      await judgeLayer(layer, run, planned);
      return { status: "succeeded", value: undefined };
    },
    ended: async (layer, end) => {
      if (end.status === "failed") errors.set(layer, end.error);
    },
  });
  const cause = steps.find(({ layer }) => errors.has(layer))?.layer;
  if (cause === undefined || host.signal.aborted) return [];
  const skipped = { status: "skipped", reason: `the policies refuse ${cause}`, cause } as const;
  return steps.map(({ layer }) => ({
    layer,
    end: errors.has(layer) ? { status: "failed", error: errors.get(layer) } : skipped,
  }));
}

async function judgeLayer(layer: LayerName, run: Run, planned: PlannedLayers): Promise<void> {
  const { graph, request, engine, cutoff } = run;
  const follows = upstreamsOf(graph, layer).some((upstream) => planned.of(upstream) !== undefined);
  if (!follows && (await cutoff?.leavesOut(layer)) === true) return;
  const { root, environment } = request;
  const upstreams = await givenUpstreams(layer, graph, planned, engine, request);
  const preview = { root, layer, environment, config: stackConfig(request), upstreams };
  const outcome = await engine.run({ ...preview, operation: "preview", onEvent: () => undefined });
  planned.take(layer, outcome, upstreams, { ...request, operation: "preview" });
}
