/*
 * The whole of a set-up: from an empty account to the application's environment file. The set-up's own calls go to moto, the
 * state lies there in S3, and the six real layers are rolled out on the real engine in the simulated cloud.
 */
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "dotenv";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeAnswers, writeThreaAnswers } from "./answers.ts";
import { type EmptyAccount, openEmptyAccount } from "./empty-account.ts";
import type { RepositoryCopy } from "./repository.ts";
import type { StandIn } from "./stand-in.ts";

const ENVIRONMENT = "acme-dev";

/** The step after which it is cut off, in the middle of the layers: STRATA_FAULTS=long takes every one in turn. */
const AFTER = process.env.STRATA_FAULTS === "long" ? "all" : "deploy-below";

const STRATA = "tools/cli/src/main.ts";

let account: EmptyAccount;
let copy: RepositoryCopy;
let standIn: StandIn;
let run: EmptyAccount["run"];
let answers: string;

beforeAll(async () => {
  account = await openEmptyAccount();
  ({ copy, standIn, run } = account);
  answers = writeAnswers(copy.root);
});
afterAll(() => account.close());

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
    "images",
    "deploy",
    "application-file",
  ]);
  expect(standIn.pushed()).toEqual(
    ["worker", "llm-proxy", "gateway"].map((key) => expect.stringContaining(`${key}:latest`)),
  );
  const file = join(copy.root, ".env.dev");
  const written = readFileSync(file, "utf8");
  standIn.callsSince();

  const again = await run(STRATA, "setup", ENVIRONMENT, "--answers", answers, "--yes");
  expect(again.all).toContain(`${ENVIRONMENT} is set up: all is as it should be`);
  expect(again.exitCode).toBe(0);
  expect(again.stdout).toContain("[ ] GitHub App, webhook URL: https://app.acme.example/api/webhooks/github-app");
  // The stacks' config of a rehearsal lies with the rehearsal.
  const left = `[ ] Commit these files (secrets in them are encrypted): environments/${ENVIRONMENT}.yaml`;
  expect(again.stdout.split("\n").map((line) => line.trim())).toContain(left);
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

// Its secrets lie in SSM, and nobody has said where its source lies.
describe.runIf(process.env.STRATA_FAULTS === "long")("a set-up of Threa", () => {
  const environment = "acme-threa";
  let account: EmptyAccount;
  beforeAll(async () => {
    account = await openEmptyAccount();
  });
  afterAll(() => account.close());

  it("ends where an image is missing, goes on after the push, and writes the application's file", async () => {
    const { copy, run, standIn } = account;
    const answers = writeThreaAnswers(copy.root);
    const setUp = () => run(STRATA, "setup", environment, "--answers", answers, "--yes");

    const first = await setUp();
    expect(first).toMatchObject({ exitCode: 1 });
    expect(first.all).toContain(`IMAGES_MISSING: ${environment} cannot start its services`);
    expect(first.all).toContain(`strata push ${environment} --source <folder> --only app; then: strata setup`);
    expect(first.all).toContain(`strata setup ${environment} goes on with: images of the services`);

    mkdirSync(join(copy.root, "source"));
    writeFileSync(join(copy.root, "source", "Dockerfile"), "FROM scratch\n");
    const pushed = await run(STRATA, "push", environment, "--source", join(copy.root, "source"), "--only", "app");
    expect(pushed.all).toContain("1 images pushed; none of their services runs yet");
    expect(pushed.exitCode).toBe(0);
    expect(standIn.pushed()).toEqual([expect.stringMatching(/\/threa:latest$/)]);

    const second = await setUp();
    expect(second.all).toContain(`${environment} is set up`);
    expect(second.exitCode).toBe(0);
    const values = parse(readFileSync(join(copy.root, `.env.${environment}`), "utf8"));
    expect(values).toEqual({
      DATABASE_URL: expect.stringMatching(/^simulated value of \/.*database/i),
      REDIS_URL: expect.stringMatching(/^simulated value of \/.*redis/i),
    });

    expect((await setUp()).all).toContain(`${environment} is set up: all is as it should be`);
  });
});
