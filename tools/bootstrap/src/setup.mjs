import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { readFacts } from "./facts.mjs";
import { SetupFailure } from "./failure.mjs";
import { planSetup } from "./plan.mjs";
import { installEngine } from "./steps/engine.mjs";
import { installHooks } from "./steps/hooks.mjs";
import { installPackages } from "./steps/packages.mjs";
import { installTools } from "./steps/tools.mjs";
import { RECORD_FILE, readRecord, TOOLCHAIN } from "./toolchain.mjs";
import { isAtLeast, OLDEST_NODE } from "./versions.mjs";

/**
 * Brings what this machine lacks: reads what there is, decides what is missing, does it, and keeps a record of each step
 * that is done. An interrupted set-up goes on where it stopped.
 *
 * @param {import("./progress.mjs").Reporter} reporter
 * @returns {Promise<import("./toolchain.mjs").SetupRecord>} where everything is
 * @throws {SetupFailure} when something is missing that it cannot bring
 */
export async function setUp(reporter) {
  if (!isAtLeast(process.versions.node, OLDEST_NODE)) {
    const next = `install Node ${OLDEST_NODE} or newer (https://nodejs.org), then start again`;
    throw new SetupFailure(`this is Node ${process.versions.node}, and the set-up needs ${OLDEST_NODE}`, next);
  }
  try {
    const facts = await readFacts();
    for (const step of planSetup(facts)) saveRecord({ ...readRecord(), ...(await apply(step, facts, reporter)) });
    return readRecord();
  } finally {
    reporter.stop();
  }
}

/**
 * @param {import("./plan.mjs").Step} step
 * @param {import("./plan.mjs").Facts} facts
 * @param {import("./progress.mjs").Reporter} reporter
 * @returns {Promise<import("./toolchain.mjs").SetupRecord>} what to add to the record
 */
function apply(step, facts, reporter) {
  switch (step.name) {
    case "tools":
      return installTools(step, facts.wanted, reporter);
    case "packages":
      return installPackages(reporter);
    case "engine":
      return installEngine(reporter);
    case "hooks":
      return installHooks(reporter);
  }
}

/** @param {import("./toolchain.mjs").SetupRecord} record */
function saveRecord(record) {
  mkdirSync(TOOLCHAIN, { recursive: true });
  writeFileSync(`${RECORD_FILE}.${process.pid}`, `${JSON.stringify(record, null, 2)}\n`);
  renameSync(`${RECORD_FILE}.${process.pid}`, RECORD_FILE);
}
