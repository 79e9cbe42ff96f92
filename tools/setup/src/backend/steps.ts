import type { SetupStep } from "../steps/step.ts";
import { bucketStep } from "./bucket-step.ts";
import { lockTableStep } from "./lock-table-step.ts";
import { loginStep } from "./login-step.ts";
import { passphraseStep } from "./passphrase-step.ts";
import { stateFolderStep } from "./state-folder-step.ts";
import { stateKeyStep } from "./state-key-step.ts";

/** Where the state lives, in order: `stateSettingsStep` says it in the environment's file, once that is there. */
export const BACKEND_STEPS: readonly SetupStep[] = [
  stateFolderStep,
  bucketStep,
  lockTableStep,
  stateKeyStep,
  passphraseStep,
  loginStep,
];
