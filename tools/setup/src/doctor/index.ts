import { backendExaminer } from "./backend.ts";
import type { Examiner } from "./finding.ts";
import { machineExaminer } from "./machine.ts";
import { preflightExaminer } from "./preflight.ts";
import { secretsProviderExaminer } from "./secrets-provider.ts";
import { lockExaminer, stacksExaminer, stateExaminer } from "./stacks.ts";

/** All that `strata doctor` looks at, in the order in which it tells of it. */
export const EXAMINERS: readonly Examiner[] = [
  machineExaminer,
  preflightExaminer,
  backendExaminer,
  secretsProviderExaminer,
  lockExaminer,
  stacksExaminer,
  stateExaminer,
];
