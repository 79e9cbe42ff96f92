import { featuresStep } from "../application/features-step.ts";
import { applicationFileStep } from "../application/file-step.ts";
import { bucketStep } from "../backend/bucket-step.ts";
import { secretsStep } from "../secrets/secrets-step.ts";
import type { SetupStep } from "./step.ts";

/** The steps of a set-up, in order: each stands on the ones before it. */
export const STEPS: readonly SetupStep[] = [bucketStep, featuresStep, secretsStep, applicationFileStep];
