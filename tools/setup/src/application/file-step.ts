import { readShownOutputs } from "@strata/rollout";
import { DISABLED, StrataError } from "@strata/shared-config";
import { type Change, NOTHING_TO_DO, type PreparedStep, type SetupContext, type SetupStep } from "../steps/step.ts";
import { type ApplicationFacts, answersOf, existingOf, readFacts, statesOf } from "./application-facts.ts";
import { OVERWRITE } from "./application-questions.ts";
import { envFileText, unknownKeys } from "./env-file.ts";
import { generateValue } from "./generate-value.ts";
import { openApplication } from "./open-application.ts";
import type { ReadOutputs } from "./read-sources.ts";
import { type ResolvedApplication, resolveApplication } from "./resolve-application.ts";
import { writeEnvFile } from "./write-env-file.ts";

/** Writes the application's environment file: every key of it, none empty. */
export const applicationFileStep: SetupStep = fileStep(readShownOutputs);

/** @param readOutputs of the stacks, secrets in clear */
export function fileStep(readOutputs: ReadOutputs): SetupStep {
  return {
    id: "application-file",
    title: "environment file of the application",
    prepare: async (context) => {
      const open = openApplication(context.root, context.environment);
      if (open === undefined) return NOTHING_TO_DO;
      const facts = await readFacts(open, context, readOutputs);
      return prepareFile(facts, context);
    },
  };
}

/**
 * Decides what becomes of the file. What it gives throws ENV_INCOMPLETE when it is carried out and a key still has no value.
 * @throws StrataError ENV_UNWRITABLE
 */
export function prepareFile(
  facts: ApplicationFacts,
  { answers, secrets, host }: Pick<SetupContext, "answers" | "secrets" | "host">,
): PreparedStep {
  const { application, example, found, file, fileName } = facts;
  const resolved = resolveFacts(facts, answers, secrets);
  const what = `environment file ${fileName}`;
  if (resolved.missing.length > 0) {
    // A plan is made before anything is deployed. When its turn comes and they are still missing, it says so.
    const change = { action: "later", what, detail: `no value yet for ${resolved.missing.join(", ")}` } as const;
    return { changes: [change], apply: () => Promise.reject(incomplete(facts, resolved)) };
  }
  const values = new Map(resolved.rows.map(({ key, value }) => [key, value]));
  const text = envFileText(application, example, values, existingOf(facts));
  const write = async () => writeEnvFile(file, text);
  if (found === undefined) return { changes: [{ action: "create", what, detail: countText(resolved) }], apply: write };
  if (found.text === text && !found.open) return { changes: [{ action: "keep", what }], apply: async () => undefined };
  if (answers[OVERWRITE] !== "yes") {
    const detail = `it differs from what it would be now, and stays as it is without a yes to ${OVERWRITE}`;
    host.notify({ code: "note", data: { step: "application-file", message: `${fileName}: ${detail}` } });
    return { changes: [{ action: "keep", what, detail }], apply: async () => undefined };
  }
  return { changes: [{ action: "change", what, detail: changeText(facts, resolved) }], apply: write };
}

/** The value of every key, by what is known now. */
export function resolveFacts(
  facts: ApplicationFacts,
  answers: SetupContext["answers"],
  secrets: SetupContext["secrets"],
): ResolvedApplication {
  const { application, example, account, aws } = facts;
  return resolveApplication(application, example, statesOf(facts, answers), {
    existing: existingOf(facts),
    outputs: account.outputs,
    aws,
    generate: generateValue,
    answers: answersOf(application, answers, secrets),
  });
}

function countText({ rows }: ResolvedApplication): string {
  const off = rows.filter(({ value }) => value === DISABLED).length;
  return `${rows.length} keys, ${off} of them ${DISABLED}`;
}

/** The keys that get another value or come new, and those that Strata does not know. Never a value. */
function changeText(facts: ApplicationFacts, { rows }: ResolvedApplication): string {
  const existing = existingOf(facts);
  const other = rows.filter(({ key, value }) => existing.get(key) !== value).map(({ key }) => key);
  const unknown = unknownKeys(facts.example, existing);
  const parts: Change["detail"][] = [
    other.length === 0 ? "order and comments" : other.join(", "),
    ...(unknown.length === 0 ? [] : [`unknown keys kept at the end: ${unknown.join(", ")}`]),
    ...(facts.found?.open === true ? ["readable for its owner only"] : []),
  ];
  return parts.join("; ");
}

function incomplete(
  { fileName, environment, account }: ApplicationFacts,
  { missing }: ResolvedApplication,
): StrataError {
  return new StrataError("ENV_INCOMPLETE", `${fileName} cannot be written: no value for ${missing.join(", ")}`, {
    hint:
      account.deployed.size === 0
        ? `nx run-many -t deploy -c ${environment.name}, then strata setup ${environment.name}`
        : `strata setup ${environment.name}   (asks for what is missing)`,
    fault: "user",
  });
}
