import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Fault, faultsJsonSchema, faultText, KINDS, planSchema } from "../src/faults/fault.ts";
import { parseFaultWords } from "../src/faults/fault-words.ts";
import { readFaultPlan } from "../src/faults/read-plan.ts";
import { memoryCloud, urnOf } from "./memory-cloud.ts";

const QUEUE = "aws:sqs/queue:Queue";
const TOPIC = "aws:sns/topic:Topic";

describe("a plan is refused before anything starts:", () => {
  const { facts } = memoryCloud();
  const arm = (...words: readonly string[]) => readFaultPlan({ words }, facts);

  it.each([
    ["an unknown kind", `fial create ${QUEUE}`, /kind: fial is no kind; did you mean fail\?; there are fail, throttle/],
    ["an unknown operation", `fail craete ${QUEUE}`, /on: "craete" must be one of create, .*did you mean create\?/],
    [
      "an operation that the kind has not",
      `crash lookup ${QUEUE}`,
      /on: "lookup" must be one of create, update, delete/,
    ],
    ["n below 1", `fail create ${QUEUE} at=0`, /at: 0 must be a number from 1/],
    [
      "a number of times that is none",
      `fail create ${QUEUE} times=never`,
      /times: "never" must be a whole number from 1/,
    ],
    ["a chance above 1", `fail create ${QUEUE} chance=2`, /chance: 2/],
    ["a chance beside a count", `fail create ${QUEUE} chance=0.5 at=2`, /chance: stands alone/],
    ["an unknown knob", `slow create ${QUEUE} second=3`, /second: unknown knob; did you mean seconds\?/],
    ["slowness without seconds", `slow create ${QUEUE}`, /seconds: nothing/],
    ["a word that means nothing", `fail create ${QUEUE} twice`, /has the word twice, which means nothing/],
    ["a drift without a change", `drift create ${QUEUE}`, /set: say either which properties change, or gone/],
    ["a drift of an unknown property", `drift create ${QUEUE} delaySecond=1`, /did you mean delaySeconds\?/],
    ["a drift of a secret", "drift create aws:rds/instance:Instance password=x", /password .* is secret/],
  ])("%s", (_what, words, message) => {
    expect(() => arm(words)).toThrow(
      expect.objectContaining({ code: "OPTION_INVALID", message: expect.stringMatching(message) }),
    );
  });

  it.each([
    ["an unknown type", "aws:sqs/queue:Qeue", /did you mean aws:sqs\/queue:Queue\?/],
    ["a pattern that no type has", "aws:sqss/*", /no installed SDK has aws:sqss/],
    ["an unknown function", "aws:ec2/getVpcc:getVpcc", /no installed SDK has/],
  ])("%s", (_what, type, message) => {
    expect(() => arm(`fail create ${type}`)).toThrow(
      expect.objectContaining({ code: "TYPE_UNKNOWN", message: expect.stringMatching(message) }),
    );
  });

  it("takes types, patterns, functions, names and URNs", () => {
    const targets = [QUEUE, "aws:sqs/*", "*", "jobs", urnOf(QUEUE, "jobs"), "random:index/randomId:RandomId"];
    expect(arm(...targets.map((of) => `fail create ${of}`), "fail lookup aws:ec2/getVpc:getVpc")?.faults).toHaveLength(
      7,
    );
  });

  it("is nothing when nothing was said", () => {
    expect(arm()).toBeUndefined();
  });
});

describe("a file of faults", () => {
  const { facts } = memoryCloud();
  const file = join(mkdtempSync(join(tmpdir(), "faults-")), "faults.yaml");
  const read = (text: string, more: { words?: string[]; seed?: string } = {}) => {
    writeFileSync(file, text);
    return readFaultPlan({ file, words: [], ...more }, facts);
  };

  it("holds a seed and a list; what the command line says comes after it, and its seed wins", () => {
    const text = `seed: 3\nfaults:\n  - { kind: slow, on: create, of: "${QUEUE}", seconds: 60 }\n`;
    expect(read(text)).toMatchObject({ seed: 3, faults: [{ kind: "slow" }] });
    expect(read(text, { seed: "x", words: [`fail create ${TOPIC}`] })).toMatchObject({
      seed: "x",
      faults: [{ kind: "slow" }, { kind: "fail", of: TOPIC }],
    });
  });

  it("may be JSON", () => {
    expect(read(JSON.stringify({ faults: [{ kind: "hang", on: "create", of: "*" }] }))).toMatchObject({ seed: 0 });
  });

  it.each([
    [
      "names the line of what is wrong",
      "faults:\n  - kind: fail\n    on: create\n    of: x\n    at: 0\n",
      /:5 at: 0 must be/,
    ],
    ["names a kind that is missing", "faults:\n  - on: create\n    of: x\n", /:2 kind: /],
    ["says that it is no YAML", "faults: [", /cannot be read/],
    ["says that its list is missing", "fault: []\n", /faults cannot be armed/],
  ])("%s", (_what, text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  it("that is not there is refused", () => {
    expect(() => readFaultPlan({ file: "/nowhere/faults.yaml", words: [] }, facts)).toThrow(
      expect.objectContaining({ code: "OPTION_INVALID", message: expect.stringContaining("ENOENT") }),
    );
  });

  it("has a JSON Schema that knows every kind", () => {
    const schema = JSON.stringify(faultsJsonSchema());
    for (const kind of KINDS) expect(schema).toContain(`"${kind}"`);
  });
});

it.each([
  `fail create ${QUEUE} at=2 always after code=X message="two words"`,
  "throttle create * chance=0.2 answers=3 code=RequestLimitExceeded",
  "drift update jobs delaySeconds=9",
  "drift create jobs gone",
  "unready create jobs calls=4",
])("a fault reads back as it was written: %s", (words) => {
  const read = (text: string): Fault | undefined => planSchema.parse({ faults: [parseFaultWords(text)] }).faults[0];
  const fault = read(words);
  expect(fault && read(faultText(fault))).toEqual(fault);
});
