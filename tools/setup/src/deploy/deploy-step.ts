import {
  ancestorsOf,
  explainLayers,
  type RolloutEvent,
  type RolloutRecord,
  readLayers,
  superviseRollout,
} from "@strata/rollout";
import { type LayerName, StrataError } from "@strata/shared-config";
import type { Change, PreparedStep, SetupContext, SetupStep } from "../steps/step.ts";
import { planDeploy } from "./plan-deploy.ts";

/**
 * A step that deploys layers, unless the answer was not to. A layer in which nothing has changed since its last deploy is
 * left as it is.
 *
 * @param above the layer to stop before: only what it stands on is deployed. @default - every layer
 */
export function deployStep(id: string, title: string, above?: LayerName): SetupStep {
  return {
    id,
    title,
    prepare: async (context) => {
      if (context.answers["deploy.run"] === "no") return nothing([{ action: "keep", what: title, detail: "left out" }]);
      const found = await explainLayers(context.root, context.environment);
      const layers = above === undefined ? "all" : await standsOn(context.root, above);
      const changes = planDeploy(context.environment, found, layers);
      return { changes, apply: () => deploy(id, context, layers) };
    },
  };
}

async function standsOn(root: string, layer: LayerName): Promise<readonly LayerName[]> {
  return [...ancestorsOf(await readLayers(root), layer)];
}

/** Runs the rollout. Throws DEPLOY_FAILED with the first layer that failed, or what the rollout throws before it begins. */
async function deploy(
  step: string,
  { root, environment, host }: SetupContext,
  layers: readonly LayerName[] | "all",
): Promise<void> {
  const told = (event: RolloutEvent) => {
    const message = lineOf(event);
    if (message !== undefined) host.notify({ code: "waiting", data: { step, message } });
  };
  const rollout = superviseRollout({ root, environment, operation: "deploy", layers, config: {} }, told);
  const stop = () => rollout.stop("the set-up was stopped");
  host.signal.addEventListener("abort", stop, { once: true });
  try {
    checkRecord(await rollout.ended);
  } finally {
    host.signal.removeEventListener("abort", stop);
  }
}

function checkRecord({ status, layers, environment }: RolloutRecord): void {
  if (status === "succeeded") return;
  const failed = layers.find((layer) => layer.status === "failed");
  throw new StrataError("DEPLOY_FAILED", `${failed?.layer ?? environment}: ${failed?.reason ?? status}`, {
    hint: failed?.error?.hint ?? `strata status ${environment}`,
    fault: "environment",
  });
}

function lineOf(event: RolloutEvent): string | undefined {
  if (event.code === "layer-started") return `${event.data.layer}: started`;
  if (event.code === "layer-finished") return `${event.data.layer}: ${event.data.status}`;
  if (event.code === "rollout-stopping") return event.data.message;
  if (event.code === "lock-waiting") return `waiting for the lock of ${event.data.lock}: ${event.data.holder}`;
  return event.code === "warning" ? event.data.message : undefined;
}

function nothing(changes: readonly Change[]): PreparedStep {
  return { changes, apply: async () => undefined };
}
