import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  closePseudoTerminals,
  KEYS,
  openPseudoTerminal,
  type PseudoTerminal,
} from "../../../setup/test/pty/pseudo-terminal.ts";

const PROGRAM = join(import.meta.dirname, "program.ts");
const SECRET = "tk-of-mine-alone";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "strata-setup-"));
  mkdirSync(join(folder, "environments"));
  writeFileSync(join(folder, "environments", "acme-dev.yaml"), "product: threa\ntier: dev\n");
});
afterEach(() => {
  closePseudoTerminals();
  rmSync(folder, { recursive: true });
});

const setup = (...words: readonly string[]) =>
  openPseudoTerminal([PROGRAM, "setup", ...words], { folder, columns: 110 });
const made = () => (existsSync(join(folder, "made")) ? readdirSync(join(folder, "made")) : []);
const remembered = () => join(folder, ".strata", "setup", "acme-dev.json");

async function answer(terminal: PseudoTerminal): Promise<void> {
  await terminal.sees("Which colour?");
  terminal.type(KEYS.enter);
  await terminal.sees("How large?");
  terminal.type(`12${KEYS.enter}`);
  await terminal.sees("A nickname? (Enter skips it)");
  terminal.type(KEYS.enter);
  await token(terminal);
}

async function token(terminal: PseudoTerminal): Promise<void> {
  await terminal.sees("Token?");
  terminal.type(SECRET + KEYS.enter);
}

it("PROL-088, PROL-141: asks, shows the plan, does it after one yes, and reports", async () => {
  const terminal = setup();
  await terminal.sees("Which environment?");
  terminal.type(KEYS.enter);
  await answer(terminal);
  await terminal.sees("Do this? Some of it changes what exists");
  expect(terminal.screen()).toMatch(/the second file +│ change +│ file second +│ colour: green, size: 12/);
  expect(made()).toEqual([]);
  // What was changed once more is planned anew, and a secret need not be typed again.
  terminal.type(KEYS.down + KEYS.enter);
  await terminal.sees("Which colour?", "change an answer");
  terminal.type(KEYS.enter);
  await terminal.sees(/How large\?\n.*12/, "change an answer");
  terminal.type(`3${KEYS.enter}`);
  await terminal.sees("A nickname?", "123");
  terminal.type(KEYS.enter);
  await terminal.sees("Token? (Enter keeps the one given before)");
  terminal.type(KEYS.enter);
  await terminal.sees("Do this?", "size: 123");
  terminal.type(KEYS.enter);
  await terminal.sees("enter this at your registrar: ns1.example.com");
  expect(await terminal.ended).toBe(0);
  expect(terminal.screen()).toMatch(/the third file +│ changed +│ 1 created +│ +[\d.]+ s/);
  expect(terminal.screen()).toMatch(/acme-dev is set up, [\d.]+ s: 3 of 3 steps changed something/);
  expect(readFileSync(join(folder, "made", "first"), "utf8")).toBe(String(SECRET.length));
  expect(readFileSync(remembered(), "utf8")).not.toContain(SECRET);
  expect(statSync(remembered()).mode & 0o777).toBe(0o600);
  expect(terminal.written()).not.toContain(SECRET);
});

it("leaves everything as it was at Ctrl-C before the yes, and at a no", async () => {
  const terminal = setup("acme-new");
  await terminal.sees("acme-new has no file yet: it is made");
  await answer(terminal);
  await terminal.sees("Do this?");
  terminal.type(KEYS.interrupt);
  expect(await terminal.ended).toBe(130);
  const other = setup("acme-dev");
  await answer(other);
  await other.sees("Do this?");
  other.type(KEYS.up + KEYS.enter);
  expect(await other.ended).toBe(130);
  expect(other.screen()).toContain("nothing was changed");
  expect(readdirSync(folder)).toEqual(["environments"]);
});

it("stops at a safe point at Ctrl-C in a step, and the next run goes on there without asking again", async () => {
  writeFileSync(join(folder, "hold"), "");
  const terminal = setup("acme-dev");
  await answer(terminal);
  await terminal.sees("Do this?");
  terminal.type(KEYS.enter);
  await terminal.sees(/2\/3 the second file [1-9]\.\d s: the registrar has not answered/);
  terminal.type(KEYS.interrupt);
  expect(await terminal.ended).toBe(130);
  for (const line of [
    "stopping at the next safe point; Ctrl-C again ends at once",
    "RUN_STOPPED: the set-up was stopped",
    "done: the first file",
    "strata setup acme-dev goes on with: the second file",
  ])
    expect(terminal.screen()).toContain(line);
  expect(made()).toEqual(["first"]);

  rmSync(join(folder, "hold"));
  writeFileSync(join(folder, "broken"), "");
  const second = setup("acme-dev");
  await second.sees("Known from the last run:");
  expect(second.screen()).toContain("How large?: 12");
  await second.sees("Go on with this?");
  second.type(KEYS.enter);
  await token(second);
  await second.sees("Do this?");
  expect(second.screen()).not.toContain("A nickname? (Enter skips it)");
  second.type(KEYS.enter);
  expect(await second.ended).toBe(1);
  for (const line of [
    "ACCOUNT_UNREACHABLE: the third service does not answer",
    "next: look whether it runs",
    "done: the first file, the second file",
    "strata setup acme-dev goes on with: the third file",
  ])
    expect(second.screen()).toContain(line);
});

describe("without a terminal", () => {
  const plainly = (...words: readonly string[]) =>
    new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
      const env = { ...process.env, SETUP_TOKEN: SECRET };
      const child = spawn(process.execPath, [PROGRAM, "setup", ...words], {
        cwd: folder,
        env,
        stdio: ["ignore", "pipe", "pipe"],
      });
      let [out, err] = ["", ""];
      child.stdout.on("data", (chunk: Buffer) => {
        out += chunk.toString();
      });
      child.stderr.on("data", (chunk: Buffer) => {
        err += chunk.toString();
      });
      child.once("close", (code) => resolve({ code, out: out.trimEnd(), err }));
    });

  it("does what an answers file says, the plan of a dry run, and nothing the second time", async () => {
    const file = join(folder, "answers.yaml");
    writeFileSync(file, "colour: red\nsize: 007\ndeep: 4\ntoken: { env: SETUP_TOKEN }\n");
    const dry = await plainly("acme-dev", "--answers", file, "--dry-run", "--json");
    expect(dry.code).toBe(0);
    expect(existsSync(remembered())).toBe(false);
    const { steps } = JSON.parse(dry.out);
    const done = await plainly("acme-dev", "--answers", file, "--yes", "--json");
    expect(done).toMatchObject({ code: 0 });
    const events = done.out.split("\n").map((line) => JSON.parse(line));
    const planned = events.filter(({ code }) => code === "step-planned").map(({ data }) => data);
    expect(planned).toEqual(steps.map(({ step, changes }: { step: string; changes: unknown }) => ({ step, changes })));
    expect(made()).toEqual(["first", "second", "third"]);
    const items = [{ title: "DNS", text: "acme.example CNAME lb.example" }];
    expect(events.at(-1)).toEqual({ code: "checklist", data: { items } });
    // What is left to a person is told by a run that finds nothing to do, too.
    const again = await plainly("acme-dev", "--answers", file, "--yes", "--json");
    expect(again).toMatchObject({ code: 0, err: expect.stringContaining("all is as it should be") });
    expect(JSON.parse(again.out)).toEqual({ code: "checklist", data: { items } });
    expect([dry, done, again].map(({ out, err }) => out + err).join("\n")).not.toContain(SECRET);
  });
});
