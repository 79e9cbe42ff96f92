import type { SdkFacts } from "@strata/sdk-facts";
import { didYouMean, StrataError, valueAt } from "@strata/shared-config";
import type { z } from "zod";
import { driftProblem } from "./drift.ts";
import { type Fault, type FaultPlan, KINDS, knobsOf, planSchema } from "./fault.ts";
import { pattern } from "./target.ts";
import { typeNames } from "./type-names.ts";

interface Problem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly unknownType?: boolean;
}

/**
 * What is to go wrong, checked: kinds, knobs, numbers, and that every type that is named exists.
 * @param placeOf where a part of the plan was written
 * @throws OPTION_INVALID with every problem; TYPE_UNKNOWN when types are all that is wrong
 */
export function checkPlan(
  plan: unknown,
  placeOf: (path: readonly PropertyKey[]) => string,
  facts: SdkFacts,
): FaultPlan {
  const parsed = planSchema.safeParse(plan);
  const problems = parsed.success
    ? parsed.data.faults.flatMap((fault, index) =>
        [...meaningOf(fault), ...typeProblems(fault, facts)].map(({ path, ...rest }) => ({
          path: ["faults", index, ...path],
          ...rest,
        })),
      )
    : parsed.error.issues.flatMap((issue) => issueProblems(issue, plan));
  if (parsed.success && problems.length === 0) return parsed.data;
  const lines = problems.map(
    ({ path, message }) => `  ${placeOf(path)} ${path.slice(2).map(String).join(".")}: ${message}`,
  );
  const onlyTypes = problems.every(({ unknownType }) => unknownType === true);
  throw new StrataError(onlyTypes ? "TYPE_UNKNOWN" : "OPTION_INVALID", `faults cannot be armed\n${lines.join("\n")}`, {
    hint: "correct it; what there is: strata rehearse faults --help",
    fault: "user",
  });
}

/** What zod found, in words that say what is allowed. */
function issueProblems(issue: z.core.$ZodIssue, plan: unknown): readonly Problem[] {
  const { path } = issue;
  const at = valueAt(plan, path);
  if (issue.code === "invalid_union" && path.at(-1) === "kind") {
    const kind = String(at);
    return [{ path, message: `${kind} is no kind${didYouMean(kind, KINDS)}; there are ${KINDS.join(", ")}` }];
  }
  if (issue.code === "unrecognized_keys") {
    const knobs = path.length === 0 ? Object.keys(planSchema.shape) : knobsOf(String(valueAt(plan, [...path, "kind"])));
    const allowed = `; there are ${knobs.join(", ")}`;
    return issue.keys.map((key) => ({
      path: [...path, key],
      message: `unknown knob${didYouMean(key, knobs)}${allowed}`,
    }));
  }
  if (issue.code === "invalid_value") {
    const values = issue.values.map(String);
    return [{ path, message: `${shown(at)} must be one of ${values.join(", ")}${didYouMean(String(at), values)}` }];
  }
  if (path.at(-1) === "times") return [{ path, message: `${shown(at)} must be a whole number from 1, or always` }];
  if (issue.code === "too_small" && issue.origin === "number") {
    const least = issue.inclusive === true ? `from ${issue.minimum}` : `above ${issue.minimum}`;
    return [{ path, message: `${shown(at)} must be a number ${least}` }];
  }
  return [{ path, message: `${shown(at)}: ${issue.message}` }];
}

/** What the schema cannot say. */
function* meaningOf(fault: Fault): Iterable<Problem> {
  if (fault.chance !== undefined && (fault.at !== undefined || fault.times !== undefined)) {
    yield { path: ["chance"], message: "stands alone: at and times count calls, chance does not" };
  }
  if (fault.kind === "drift" && fault.gone === Object.keys(fault.set).length > 0) {
    yield { path: ["set"], message: "say either which properties change, or gone" };
  }
}

/** A type, a pattern of types or a function's token that no installed SDK has. Names and URNs nobody can know. */
function* typeProblems(fault: Fault, facts: SdkFacts): Iterable<Problem> {
  const { of } = fault;
  if (of.startsWith("urn:") || !of.includes(":")) return;
  const known = of.includes("*") ? typeNames().some((name) => pattern(of).test(name)) : isKnown(of, facts);
  if (!known) {
    yield { path: ["of"], message: `no installed SDK has ${of}${didYouMean(of, typeNames())}`, unknownType: true };
    return;
  }
  const type = facts.resource(of);
  const problem = fault.kind === "drift" && type ? driftProblem(fault.set, type) : undefined;
  if (problem !== undefined) yield { path: ["set"], message: problem };
}

function isKnown(token: string, facts: SdkFacts): boolean {
  const name = token.slice(token.lastIndexOf(":") + 1);
  if (/^get[A-Z]/.test(name)) return facts.function(token) !== undefined;
  return Object.keys(facts.resource(token)?.outputs ?? {}).length > 0;
}

function shown(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
