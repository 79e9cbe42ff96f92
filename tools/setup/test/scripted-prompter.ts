import { answerProblem } from "../src/ask/check-answer.ts";
import { BACK, type Prompter } from "../src/ask/prompter.ts";

/** Gives answers by question id, each in turn, as a person could give them; what was asked, in order. */
export function scriptedPrompter(script: Readonly<Record<string, readonly (string | typeof BACK)[]>>) {
  const asked: string[] = [];
  const left = new Map(Object.entries(script).map(([id, answers]) => [id, [...answers]]));
  const prompter: Prompter = {
    ask: async (question, answers) => {
      asked.push(question.id);
      const answer = left.get(question.id)?.shift();
      if (answer === undefined) throw new Error(`nobody answers ${question.id}: ${question.message}`);
      const problem = answer === BACK ? undefined : answerProblem(question, answer, answers);
      if (problem !== undefined) throw new Error(`${question.id}: ${problem}`);
      return answer;
    },
  };
  return { prompter, asked };
}
