import { contractsJsonSchema } from "@strata/shared-config";
import { execa } from "execa";
import { describe, expect, it } from "vitest";
import { contractBroken } from "../src/contracts/broken-error.ts";
import { compareCommits } from "../src/contracts/compare-commits.ts";
import { brokenPromises } from "../src/contracts/compare-contracts.ts";
import { CONTRACT_FILE, readContracts } from "../src/contracts/contract-file.ts";
import { makeWorkspace, put } from "./workspace.ts";

const TEXT = { type: "string" };
const contract = (properties: Record<string, unknown>, required = Object.keys(properties)) =>
  new Map([["network", { properties, required }]]);

const changesOf = (before: unknown, after: unknown) =>
  brokenPromises(contract({ id: before }), contract({ id: after })).map(({ change }) => change);

describe("a promise", () => {
  it.each<[string, unknown, unknown]>([
    ["the same", { type: "string", pattern: "^vpc-" }, { pattern: "^vpc-", type: "string" }],
    ["more precise", { type: "string" }, { type: "string", pattern: "^vpc-" }],
    ["of whole numbers", { type: "number" }, { type: "integer" }],
    ["of more items", { type: "array", items: TEXT, minItems: 1 }, { type: "array", items: TEXT, minItems: 2 }],
    ["of fewer values", { enum: ["https", "http"] }, { enum: ["https"] }],
    [
      "of one more property",
      { type: "object", properties: { a: TEXT }, required: ["a"] },
      { type: "object", properties: { a: TEXT, b: TEXT }, required: ["a", "b"] },
    ],
    ["with other words", { type: "string", description: "an id" }, { type: "string", description: "its id" }],
  ])("is kept by one that is %s", (_, before, after) => {
    expect(changesOf(before, after)).toEqual([]);
  });

  it.each<[string, unknown, unknown, string]>([
    ["another type", TEXT, { type: "number" }, 'type is "number" instead of "string"'],
    ["any text", { type: "string", pattern: "^vpc-" }, TEXT, 'pattern is gone instead of "^vpc-"'],
    ["one more value", { enum: ["https"] }, { enum: ["https", "tcp"] }, "it may be tcp now"],
    ["fewer items", { type: "array", minItems: 2 }, { type: "array", minItems: 1 }, "minItems is 1 instead of 2"],
    [
      "items of another type",
      { type: "array", items: TEXT },
      { type: "array", items: { type: "number" } },
      'type is "number" instead of "string" at []',
    ],
    [
      "a property less",
      { type: "object", properties: { a: TEXT }, required: ["a"] },
      { type: "object", properties: {} },
      "a is removed",
    ],
    [
      "a property that may be absent",
      { type: "object", properties: { a: TEXT }, required: ["a"] },
      { type: "object", properties: { a: TEXT } },
      "a may be absent now",
    ],
  ])("is broken by %s", (_, before, after, change) => {
    expect(changesOf(before, after)).toEqual([`has another shape: ${change}`]);
  });

  it("is broken by an output that is removed, or may be absent from now on", () => {
    expect(brokenPromises(contract({ id: TEXT }), contract({}))).toMatchObject([
      { output: "id", change: "is removed" },
    ]);
    expect(brokenPromises(contract({ id: TEXT }), contract({ id: TEXT }, []))).toMatchObject([
      { change: "may be absent now" },
    ]);
    expect(brokenPromises(contract({ id: TEXT }, []), contract({ id: TEXT }))).toEqual([]);
    expect(brokenPromises(contract({ id: TEXT }), new Map())).toMatchObject([{ upstream: "network" }]);
  });
});

describe("two commits", () => {
  const schema = (outputs: readonly string[]) =>
    JSON.stringify({
      network: { properties: Object.fromEntries(outputs.map((name) => [name, TEXT])), required: outputs },
    });

  /** A repository whose first commit promises vpcId and vpcCidr, of which data reads the first. */
  async function repository() {
    const root = await makeWorkspace(
      { network: [], data: [] },
      {
        "stacks/data/index.ts":
          '// Not vpcCidr, which is too wide.\nconst { vpcId } = await layer.upstream("network");\nexport default () => vpcId;\n',
        [CONTRACT_FILE]: schema(["vpcId", "vpcCidr"]),
      },
    );
    const git = (...words: readonly string[]) =>
      execa("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...words], { cwd: root });
    await git("init", "-q");
    await git("add", "stacks", "docs");
    await git("commit", "-qm", "Promise two outputs");
    return { root, git };
  }

  it("break no promise that no layer reads: a comment is no reading", async () => {
    const { root } = await repository();
    await put(root, CONTRACT_FILE, schema(["vpcId"]));
    expect(await compareCommits(root, "HEAD")).toEqual({
      comparable: true,
      breaks: [],
      unread: [{ upstream: "network", output: "vpcCidr", change: "is removed" }],
    });
  });

  it("break one that the deployed program reads, though the present one does so no more", async () => {
    const { root } = await repository();
    await put(root, CONTRACT_FILE, schema(["vpcCidr"]));
    const dependents = async () => (await compareCommits(root, "HEAD")).breaks.map((row) => row.dependents);
    expect(await dependents()).toEqual([[{ layer: "data", known: true, place: "stacks/data/index.ts:2" }]]);
    await put(root, "stacks/data/index.ts", 'await layer.upstream("network");\n');
    expect(await dependents()).toEqual([[{ layer: "data", known: true, place: "stacks/data/index.ts:2 of HEAD" }]]);
  });

  it("cannot be compared where git knows one of them not, or it has no contracts yet", async () => {
    const { root, git } = await repository();
    await expect(compareCommits(root, "0123456789")).rejects.toMatchObject({ code: "BASE_UNKNOWN" });
    await git("rm", "-q", "--cached", CONTRACT_FILE);
    await git("commit", "-qm", "Promise nothing");
    expect(await compareCommits(root, "HEAD")).toMatchObject({ comparable: false });
  });
});

it("leads through three steps, with the names at hand", () => {
  const dependents = [
    { layer: "data", place: "stacks/data/index.ts:2", known: true },
    { layer: "services", place: undefined, known: false },
  ];
  const { message, hint } = contractBroken(
    [{ upstream: "network", output: "vpcId", change: "is removed", dependents }],
    "threa-prod",
  );
  expect(message.split("\n").map((line) => line.trim())).toEqual([
    "deployed layers of threa-prod consume what network would no longer promise",
    "network.vpcId is removed; data consumes it (stacks/data/index.ts:2); services may consume it (what it consumes is not on record until its next deploy)",
    "in three steps:",
    "1. expand: keep vpcId as before, with what replaces it beside it, in stacks/network and libs/shared-config/src/contracts; nx deploy network -c threa-prod",
    "2. migrate: let data and services read the new one; nx run-many -t deploy -p data,services -c threa-prod",
    "3. contract: now take vpcId out; nx deploy network -c threa-prod",
  ]);
  expect(hint).toBe("restore vpcId in stacks/network, then: nx deploy network -c threa-prod");
});

it("finds the repository's own contracts up to date (else: strata config schema --write)", async () => {
  const root = await makeWorkspace({}, { [CONTRACT_FILE]: JSON.stringify(contractsJsonSchema()) });
  expect(brokenPromises((await readContracts(root)) ?? new Map(), new Map()).length).toBeGreaterThan(40);
});
