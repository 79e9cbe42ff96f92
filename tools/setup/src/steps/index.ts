import { stateSettingsStep } from "../backend/state-settings-step.ts";
import { BACKEND_STEPS } from "../backend/steps.ts";
import { engineStep } from "../preflight/engine-step.ts";
import { preflightStep } from "../preflight/preflight-step.ts";
import type { SetupStep } from "./step.ts";

/** The steps of a set-up, in order: each stands on the ones before it. */
export const STEPS: readonly SetupStep[] = [preflightStep, engineStep, ...BACKEND_STEPS, stateSettingsStep];
