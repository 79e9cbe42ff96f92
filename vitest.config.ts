import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const INTEGRATION = "**/*.integration.test.ts";
const LIVES = "test/**/*.integration.test.ts";
const ROOMS = "{libs,policies,stacks,tools,test}";
const TEMPORARY = "test/temporary-folder.ts";
const ENGINES = availableParallelism() + 1;
const NEVER = ["**/node_modules/**", "**/.strata/**", "**/fixtures/**"];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          globalSetup: [TEMPORARY],
          // No module here keeps anything between tests, so the SDKs are loaded once a worker: 5 s in place of 18.
          isolate: false,
          // Each takes milliseconds; on a machine that is busy with engines one may wait for its turn.
          testTimeout: 30_000,
          include: [`${ROOMS}/**/*.test.ts`],
          exclude: [...NEVER, INTEGRATION],
        },
      },
      {
        test: {
          name: "integration",
          globalSetup: [TEMPORARY],
          include: [`${ROOMS}/${INTEGRATION}`],
          exclude: [...NEVER, LIVES],
          // An engine holds 200 MB, and a core for two thirds of its time.
          pool: "forks",
          maxWorkers: ENGINES,
          // A whole environment on the real engine takes up to a minute on a busy machine.
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: "lives",
          sequence: { groupOrder: 1 },
          isolate: false,
          include: [LIVES],
          exclude: NEVER,
          // Every environment is lived through once; the tests read what happened.
          globalSetup: [TEMPORARY, "test/lives/setup.ts"],
        },
      },
    ],
  },
});
