import { bucketStep } from "../backend/bucket-step.ts";
import { fetchStep } from "../fetch/fetch-step.ts";
import type { SetupStep } from "./step.ts";

/** The steps of a set-up, in order: each stands on the ones before it. */
export const STEPS: readonly SetupStep[] = [bucketStep, fetchStep];
