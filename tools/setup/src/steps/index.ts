import { bucketStep } from "../backend/bucket-step.ts";
import { domainStep } from "../domain/domain-step.ts";
import { environmentStep } from "../environment/environment-step.ts";
import { stackSettingsStep } from "../stacks/stack-settings-step.ts";
import { stacksStep } from "../stacks/stacks-step.ts";
import type { SetupStep } from "./step.ts";

/** The steps of a set-up, in order: each stands on the ones before it. */
export const STEPS: readonly SetupStep[] = [bucketStep, environmentStep, domainStep(), stacksStep, stackSettingsStep];
