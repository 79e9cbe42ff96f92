import { accountExaminer } from "./account.ts";
import { backendExaminer } from "./backend.ts";
import type { Examiner } from "./finding.ts";
import { engineExaminer, machineExaminer } from "./machine.ts";
import { preflightExaminer } from "./preflight.ts";
import { secretsProviderExaminer } from "./secrets-provider.ts";
import { lockExaminer, stacksExaminer, stateExaminer } from "./stacks.ts";

/** All that `strata doctor` looks at, in the order in which it tells of it. */
export const EXAMINERS: readonly Examiner[] = [
  machineExaminer,
  engineExaminer,
  accountExaminer,
  preflightExaminer,
  backendExaminer,
  secretsProviderExaminer,
  lockExaminer,
  stacksExaminer,
  stateExaminer,
];
