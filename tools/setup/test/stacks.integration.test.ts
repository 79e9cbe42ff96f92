import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeStack, readStackSecret, requireEngine, setStackSecret } from "@strata/engine";
import { LAYERS } from "@strata/shared-config";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { askAll, NOTHING_KNOWN } from "../src/ask/ask-all.ts";
import { environmentStep } from "../src/environment/environment-step.ts";
import { stackQuestions } from "../src/stacks/questions.ts";
import { stackSettingsStep } from "../src/stacks/stack-settings-step.ts";
import { stacksStep } from "../src/stacks/stacks-step.ts";
import { isDone } from "../src/steps/step.ts";
import { answersPrompter } from "./answers-prompter.ts";
import { SetupPlace } from "./setup-place.ts";

const PASSWORD = "Tr0ub4dor&3-horse-staple";
const KEY = "strata:data.postgres.password";
const engine = await requireEngine(join(import.meta.dirname, "..", "..", ".."));

let place: SetupPlace;
beforeEach(() => {
  place = new SetupPlace("threa-prod", "product: threa\ntier: prod\n");
  for (const folder of ["state", "home"]) mkdirSync(join(place.root, folder));
  vi.stubEnv("PULUMI_BACKEND_URL", `file://${join(place.root, "state")}?metadata=skip`);
  vi.stubEnv("PULUMI_HOME", join(place.root, "home"));
  vi.stubEnv("PULUMI_CONFIG_PASSPHRASE", "of a test");
  vi.stubEnv("STRATA_REHEARSAL", undefined);
});

afterEach(() => {
  vi.unstubAllEnvs();
  place.leave();
});

async function answering(answers: Readonly<Record<string, string>>) {
  return askAll(await stackQuestions(place), NOTHING_KNOWN, answersPrompter(new Map(Object.entries(answers))));
}

function data() {
  return { root: place.root, layer: "data" as const, environment: place.environment };
}

it("PROL-099, F43: selects a stack that is there, makes only what is missing, and goes on where it was cut off", async () => {
  const network = { ...data(), layer: "network" as const };
  await makeStack(engine, network);
  const settings = join(place.root, "stacks", "network", "Pulumi.threa-prod.yaml");
  const before = readFileSync(settings, "utf8");
  const context = place.context({});
  const prepared = await stacksStep.prepare(context);
  expect(prepared.changes.map(({ action }) => action)).toEqual(["keep", ...LAYERS.slice(1).map(() => "create")]);
  // The fourth layer's project cannot be read for now, so its stack cannot be made.
  const project = join(place.root, "stacks", LAYERS[3] ?? "", "Pulumi.yaml");
  const text = readFileSync(project, "utf8");
  writeFileSync(project, "name: 1: 2");
  await expect(prepared.apply()).rejects.toMatchObject({ code: "ENGINE_FAILED" });
  writeFileSync(project, text);
  const again = await stacksStep.prepare(context);
  expect(again.changes.filter(({ action }) => action === "create")).toHaveLength(LAYERS.length - 3);
  await again.apply();
  expect(isDone(await stacksStep.prepare(context))).toBe(true);
  expect(readFileSync(settings, "utf8")).toBe(before);
});

it("PROL-100, PROL-142, THREA-057, THREA-064: sets the secret that a stack needs encrypted, and asks before it changes one", async () => {
  await (await environmentStep.prepare(place.context({}))).apply();
  const first = await answering({ [`secret.${KEY}`]: PASSWORD });
  const context = place.context(first.answers, { secrets: first.secrets });
  await makeStack(engine, data());
  const prepared = await stackSettingsStep.prepare(context);
  expect(prepared.changes).toEqual([{ action: "create", what: `secret ${KEY} of data` }]);
  await prepared.apply();
  const file = join(place.root, "stacks", "data", "Pulumi.threa-prod.yaml");
  const stored = readFileSync(file, "utf8");
  expect(stored).toMatch(/strata:data\.postgres\.password:\n\s+secure: v1:/);
  expect(stored).not.toContain(PASSWORD);
  expect(await readStackSecret(engine, data(), KEY)).toBe(PASSWORD);
  expect(isDone(await stackSettingsStep.prepare(context))).toBe(true);

  // PROL-101: the second run asks whether to change it, and without a yes nothing does.
  const second = await answering({ [`secret.${KEY}`]: "another-G00d-passphrase" });
  expect(second.secrets.size).toBe(0);
  expect(isDone(await stackSettingsStep.prepare(place.context(second.answers, second)))).toBe(true);
  expect(readFileSync(file, "utf8")).toBe(stored);
  const third = await answering({ [`change.secret.${KEY}`]: "yes", [`secret.${KEY}`]: "another-G00d-passphrase" });
  const change = await stackSettingsStep.prepare(place.context(third.answers, third));
  expect(change.changes).toEqual([{ action: "change", what: `secret ${KEY} of data` }]);
  await change.apply();
  expect(await readStackSecret(engine, data(), KEY)).toBe("another-G00d-passphrase");
});

it("gives the value to the engine on its standard input, so that no list of processes shows it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "strata-fake-engine-"));
  try {
    mkdirSync(join(folder, "bin"));
    const command = join(folder, "bin", "pulumi");
    const seen = join(folder, "seen");
    const script = `#!/bin/sh\ntr '\\0' '\\n' < /proc/$$/cmdline > "${seen}.arguments"\nenv > "${seen}.variables"\ncat > "${seen}.input"\n`;
    writeFileSync(command, script);
    chmodSync(command, 0o755);
    await setStackSecret({ ...engine, command }, data(), KEY, PASSWORD);
    expect(readFileSync(`${seen}.input`, "utf8")).toBe(PASSWORD);
    expect(readFileSync(`${seen}.arguments`, "utf8")).toMatch(/config\nset\n--secret\nstrata:data\.postgres\.password/);
    for (const part of ["arguments", "variables"])
      expect(readFileSync(`${seen}.${part}`, "utf8")).not.toContain(PASSWORD);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it("keeps a value of several lines as it is", async () => {
  await makeStack(engine, data());
  const value = "-----BEGIN PRIVATE KEY-----\nAAAA$(id)\"'\n-----END PRIVATE KEY-----";
  await setStackSecret(engine, data(), "strata:data.secrets.entries.key.value", value);
  expect(await readStackSecret(engine, data(), "strata:data.secrets.entries.key.value")).toBe(value);
});

it("says without the value what the engine refuses", async () => {
  await makeStack(engine, data());
  await setStackSecret(engine, data(), KEY, PASSWORD);
  vi.stubEnv("PULUMI_CONFIG_PASSPHRASE", "a wrong one");
  const failure = await setStackSecret(engine, data(), KEY, "another-G00d-one").catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: "ENGINE_FAILED", message: expect.stringContaining("incorrect passphrase") });
  expect(String(failure)).not.toContain("another-G00d-one");
});
