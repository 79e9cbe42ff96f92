export { answersPrompter, readAnswersFile } from "./ask/answers-file.ts";
export { type Answered, askAll } from "./ask/ask-all.ts";
export { clackPrompter } from "./ask/clack-prompter.ts";
export { openAws } from "./aws/aws.ts";
export { setupQuestions } from "./questions/index.ts";
export { type PlannedStep, planSetup, runSetup } from "./run-setup.ts";
export type { SetupEvent, SetupHost } from "./setup-host.ts";
export { STEPS } from "./steps/index.ts";
export type { Change, SetupContext } from "./steps/step.ts";
