/** `eval "$(npm run -s path)"`: puts the repository's own Node, pnpm, nx, strata and pulumi first on a shell's PATH. */
import { delimiter } from "node:path";
import { readFacts } from "./facts.mjs";
import { COULD_NOT_RUN } from "./failure.mjs";
import { planSetup } from "./plan.mjs";
import { readRecord, toolFolders } from "./toolchain.mjs";

const missing = planSetup(await readFacts()).filter(({ name }) => name !== "hooks");
if (missing.length === 0) {
  const folders = toolFolders(readRecord()).join(delimiter).replaceAll("'", "'\\''");
  console.log(`export PATH='${folders}${delimiter}'"$PATH"`);
} else {
  console.error(`strata: not set up yet (${missing.map(({ name }) => name).join(", ")})\n  next: npm start`);
  process.exitCode = COULD_NOT_RUN;
}
