/*
 * The whole of a set-up: from an empty account to the application's environment file. The set-up's own calls go to moto, the
 * state lies there in S3, and the six real layers are rolled out on the real engine in the simulated cloud.
 */
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "dotenv";
import { execa } from "execa";
import { afterAll, beforeAll, expect, it } from "vitest";
import { GIVEN_SECRETS, writeAnswers } from "./answers.ts";
import { copyRepository, type RepositoryCopy } from "./repository.ts";
import { type StandIn, startStandIn } from "./stand-in.ts";

const ENVIRONMENT = "acme-dev";

/** The steps after which it is cut off: STRATA_FAULTS=long takes every one. */
const AFTER = process.env.STRATA_FAULTS === "long" ? "all" : "domain,deploy-below";

let copy: RepositoryCopy;
let standIn: StandIn;
let folder: string;
let answers: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "strata-whole-"));
  copy = copyRepository();
  answers = writeAnswers(copy.root);
  standIn = await startStandIn(folder);
});

afterAll(async () => {
  await standIn.close();
  copy.remove();
  rmSync(folder, { recursive: true, force: true });
});

async function run(program: string, ...words: readonly string[]) {
  const ran = await execa(process.execPath, [join(copy.root, program), ...words], {
    cwd: copy.root,
    env: { ...standIn.variables, STRATA_CREDENTIAL_TESTS: "off" },
    reject: false,
    all: true,
    stdin: "ignore",
  });
  for (const secret of GIVEN_SECRETS) expect(ran.all).not.toContain(secret);
  return ran;
}

/** Calls that make or change something; the look at the lock's table and the reading of the state are none. */
const changing = (calls: readonly string[]) =>
  calls.filter((call) => /Create|Put(?!Item)|Update|Delete|Request|^(PUT|POST|DELETE) /.test(call));

it(`PROL-089, PROL-103, PROL-113, F43: completes though it is cut off after steps in turn (${AFTER}), and then finds nothing to do`, async () => {
  const cut = await run("tools/setup/test/whole/cut.ts", ENVIRONMENT, answers, AFTER);
  expect(cut.all).toMatch(/^\[.*\]$/m);
  expect(JSON.parse(cut.stdout.split("\n").at(-1) ?? "")).toEqual([
    "state-bucket",
    "lock-table",
    "state-key",
    "login",
    "environment-file",
    "state-settings",
    "features",
    "domain",
    "stacks",
    "deploy-below",
    "secrets",
    "deploy",
    "application-file",
  ]);
  const file = join(copy.root, ".env.dev");
  const written = readFileSync(file, "utf8");
  standIn.callsSince();

  const again = await run("tools/cli/src/main.ts", "setup", ENVIRONMENT, "--answers", answers, "--yes");
  expect(again.all).toContain(`${ENVIRONMENT} is set up: all is as it should be`);
  expect(again.exitCode).toBe(0);
  expect(changing(standIn.callsSince())).toEqual([]);
  expect(readFileSync(file, "utf8")).toBe(written);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it("PROL-105, PROL-106, PROL-109, PROL-111, PROL-115: writes every key of the application, none empty, in the example's order", () => {
  const example = readFileSync(join(copy.root, "products", "proliferate.env.example"), "utf8");
  const values = parse(readFileSync(join(copy.root, ".env.dev"), "utf8"));
  const order = Object.keys(parse(example)).filter((key) => key in values);
  expect(Object.keys(values)).toEqual(order);
  expect(Object.entries(values).filter(([, value]) => value === "")).toEqual([]);
  expect(values.DATABASE_URL).toMatch(/^postgres/);
  expect(values.REDIS_URL).toMatch(/^redis/);
  expect(values.GITHUB_APP_PRIVATE_KEY).toBe(readFileSync(join(copy.root, "key.pem"), "utf8").trimEnd());
  expect(values.MODAL_TOKEN_ID).toBe("disabled");
});
