import type { GivenOutputs, LayerOutcome } from "@strata/engine";
import { type LayerName, masked, optionInvalid, parseUrn, StrataError } from "@strata/shared-config";
import { readCommit } from "../commit.ts";
import type { RolloutRequest } from "../request.ts";
import { compareSteps, type StepDifference } from "./compare-steps.ts";
import { describeValue } from "./describe-value.ts";
import { matches } from "./matching.ts";
import { readPlan } from "./plan-file.ts";
import type { PlanLayer, SavedPlan } from "./saved-plan.ts";

/**
 * The plan that a deploy is to keep to; undefined where it names none. Throws PLAN_INVALID for a file that cannot be
 * read, and for a plan of another environment, commit or configuration, or without a layer that is asked for.
 * Whether files differ from the commit is not compared: what they change is seen in the layers themselves.
 */
export async function openPlan(request: RolloutRequest, layers: readonly LayerName[]): Promise<SavedPlan | undefined> {
  if (request.plan === undefined) return undefined;
  if (request.operation !== "deploy") {
    throw optionInvalid(`a plan is for a deploy, not for a ${request.operation}`, "leave --plan out");
  }
  const plan = await readPlan(request.plan);
  const here = await readCommit(request.root);
  const refuse = (what: string) => {
    throw new StrataError("PLAN_INVALID", `the plan ${request.plan} ${what}`, { hint: again(request), fault: "user" });
  };
  const kind = (rehearsal: boolean) => (rehearsal ? "a rehearsal" : "a real account");
  const rehearsal = process.env.STRATA_REHEARSAL !== undefined;
  if (plan.environment !== request.environment) refuse(`is for ${plan.environment}, not for ${request.environment}`);
  if (plan.rehearsal !== rehearsal) refuse(`is for ${kind(plan.rehearsal)}, and this is ${kind(rehearsal)}`);
  if (plan.commit?.id !== here?.id) {
    refuse(`was made at commit ${plan.commit?.id ?? "(none)"}, and the workspace is at ${here?.id ?? "(none)"}`);
  }
  const paths = [...new Set([...Object.keys(plan.config), ...Object.keys(request.config)])].sort();
  const other = paths.find((path) => plan.config[path] !== request.config[path]);
  if (other !== undefined) {
    const said = (value: string | undefined) => (value === undefined ? "nothing" : value);
    refuse(`was made with --config ${other} ${said(plan.config[other])}, not ${said(request.config[other])}`);
  }
  const missing = layers.find((layer) => !plan.layers.some((row) => row.layer === layer));
  if (missing !== undefined) refuse(`says nothing of ${missing}`);
  return plan;
}

/**
 * Holds a preview of a layer that is about to be deployed against the plan. Throws PLAN_STALE with each difference, and
 * with the outputs of upstreams that are not what the plan was made with.
 */
export function checkStep(
  plan: SavedPlan,
  layer: LayerName,
  now: LayerOutcome,
  upstreams: ReadonlyMap<LayerName, GivenOutputs>,
  request: RolloutRequest,
): void {
  const row = plan.layers.find((each) => each.layer === layer);
  const differences = compareSteps(row?.steps ?? [], now.steps ?? []);
  if (differences.length === 0) return;
  const reasons = row === undefined ? [] : changedOutputs(row, upstreams);
  const lines = [...differences.map(lineOf), ...reasons].map((line) => `  ${line}`);
  throw new StrataError(
    "PLAN_STALE",
    `${layer} of ${plan.environment} would change otherwise than planned, so nothing in it was changed\n${lines.join("\n")}`,
    { hint: again(request), fault: "user" },
  );
}

function changedOutputs({ consumed }: PlanLayer, upstreams: ReadonlyMap<LayerName, GivenOutputs>): readonly string[] {
  return consumed.flatMap(({ upstream, output, value }) => {
    const now = masked(upstreams.get(upstream)?.outputs[output]) ?? null;
    if (matches(value, now)) return [];
    return [`because ${upstream}.${output} was ${describeValue(value)}, and is ${describeValue(now)}`];
  });
}

function lineOf({ urn, type, property, planned, now }: StepDifference): string {
  const resource = `${type} ${parseUrn(urn).name}`;
  if (property === null) return `${resource}: planned ${planned ?? "no change"}, now ${now ?? "no change"}   (${urn})`;
  return `${resource} ${property}: planned ${describeValue(planned)}, now ${describeValue(now)}   (${urn})`;
}

function again({ environment, plan }: RolloutRequest): string {
  return `strata plan ${environment} -o ${plan}, look at it, then the same deploy again`;
}
