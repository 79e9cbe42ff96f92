import { featuresStep } from "../application/features-step.ts";
import { applicationFileStep } from "../application/file-step.ts";
import { stateSettingsStep } from "../backend/state-settings-step.ts";
import { BACKEND_STEPS } from "../backend/steps.ts";
import { deployStep } from "../deploy/deploy-step.ts";
import { domainStep } from "../domain/domain-step.ts";
import { environmentStep } from "../environment/environment-step.ts";
import { fetchStep } from "../fetch/fetch-step.ts";
import { engineStep } from "../preflight/engine-step.ts";
import { preflightStep } from "../preflight/preflight-step.ts";
import { imagesStep } from "../push/images-step.ts";
import { rolesStep } from "../roles/roles-step.ts";
import { secretsStep } from "../secrets/secrets-step.ts";
import { stackSettingsStep } from "../stacks/stack-settings-step.ts";
import { stacksStep } from "../stacks/stacks-step.ts";
import type { SetupStep } from "./step.ts";

/** The steps of a set-up, in order: each stands on the ones before it. */
export const STEPS: readonly SetupStep[] = [
  preflightStep,
  engineStep,
  ...BACKEND_STEPS,
  environmentStep,
  stateSettingsStep,
  featuresStep,
  domainStep(),
  stacksStep,
  stackSettingsStep,
  fetchStep,
  rolesStep,
  // Containers start with the secrets of the stores and the images of the repositories: both come to exist before.
  deployStep("deploy-below", "layers that the services stand on", "services"),
  secretsStep,
  imagesStep,
  deployStep("deploy", "all layers"),
  applicationFileStep,
];
