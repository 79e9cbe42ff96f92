import { mkdtempSync } from "node:fs";
import { execa } from "execa";
import { copyRepository } from "./repository.ts";
import { startStandIn } from "./stand-in.ts";

const copy = copyRepository();
console.log(copy.root);
const standIn = await startStandIn(mkdtempSync("/tmp/world-"));
for (let i = 0; i < 2; i++) {
  const t = Date.now();
  const r = await execa(
    process.execPath,
    [`${copy.root}/tools/cli/src/main.ts`, "setup", "acme-dev", "--answers", "/tmp/w1.yaml", "--yes"],
    { cwd: copy.root, env: { ...standIn.variables, STRATA_CREDENTIAL_TESTS: "off" }, reject: false, all: true },
  );
  console.log(r.exitCode, Date.now() - t, r.all);
  console.log(standIn.callsSince().filter((c) => /Create|Put|Run|PUT|POST/.test(c)));
}
await standIn.close();
