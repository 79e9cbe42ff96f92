// Sets up an environment, cut off after steps in turn, and again until a run comes to its end: node cut.ts <environment>
// <answers file> <steps, or all that change something>. Each further run starts anew, as after a crash. It prints the ids of
// the steps in the order in which they were done.
import { setTimeout } from "node:timers/promises";
import { findRoot } from "@strata/shared-config";
import {
  filePrompter,
  NOTHING_KNOWN,
  openSetup,
  readAnswersFile,
  readFacts,
  runSetup,
  STEPS,
  setupQuestions,
  takeAnswers,
} from "../../src/index.ts";
import type { SetupEvent } from "../../src/setup-host.ts";

const [environment = "", file = "", after = "all"] = process.argv.slice(2);
const root = findRoot(import.meta.dirname) ?? "";

/** @returns the steps that changed something, and whether it was cut off */
async function run(): Promise<{ readonly changed: readonly string[]; readonly isCut: boolean }> {
  const answers = readAnswersFile(file);
  const cut = new AbortController();
  const changed: string[] = [];
  const notify = (event: SetupEvent) => {
    if (event.code !== "step-finished" || !event.data.changed) return;
    changed.push(event.data.step);
    if (after === "all" || after.split(",").includes(event.data.step)) cut.abort();
  };
  const pause = (milliseconds: number) => setTimeout(Math.min(milliseconds, 500));
  const host = { notify, now: () => new Date(), pause, signal: cut.signal };
  const answered = takeAnswers(await setupQuestions(readFacts(root, environment)), answers);
  const context = await openSetup({
    root,
    environment,
    host,
    answered,
    known: NOTHING_KNOWN,
    prompter: filePrompter(answers),
  });
  try {
    await runSetup(STEPS, context);
  } catch (error) {
    if (!cut.signal.aborted) throw error;
  } finally {
    context.aws.close();
  }
  return { changed, isCut: cut.signal.aborted };
}

const done: string[] = [];
for (let goesOn = true; goesOn; ) {
  const { changed, isCut } = await run();
  const twice = changed.filter((step) => done.includes(step));
  if (twice.length > 0) throw new Error(`${twice.join(", ")} was done a second time, after ${done.join(", ")}`);
  done.push(...changed);
  goesOn = isCut;
}
console.log(JSON.stringify(done));
process.exit(0);
