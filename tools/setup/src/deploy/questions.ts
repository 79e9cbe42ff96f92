import type { Question } from "../ask/question.ts";

/** Whether the set-up deploys, or leaves that to whoever runs it. */
export const DEPLOY_QUESTIONS: readonly Question[] = [
  { id: "deploy.run", kind: "confirm", message: "Deploy all layers now?", initial: true },
];
