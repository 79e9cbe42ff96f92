import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironment } from "@strata/shared-config";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { parseDocument } from "yaml";
import { planPromotion } from "../src/promote/plan-promotion.ts";
import { strata } from "./run.ts";

const REPOSITORY = join(import.meta.dirname, "..", "..", "..");
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "strata-promote-"));
  cpSync(join(REPOSITORY, "environments"), join(root, "environments"), { recursive: true });
  for (const part of ["products", "tiers", "nx.json", "package.json", "pnpm-workspace.yaml"]) {
    symlinkSync(join(REPOSITORY, part), join(root, part));
  }
  vi.spyOn(process, "cwd").mockReturnValue(root);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(root, { recursive: true });
});

const fileOf = (name: string) => join(root, "environments", `${name}.yaml`);
const textOf = (name: string) => readFileSync(fileOf(name), "utf8");

/** Sets something in an environment's file. */
function put(name: string, path: readonly string[], value: unknown): void {
  const document = parseDocument(textOf(name));
  document.setIn(path, document.createNode(value));
  writeFileSync(fileOf(name), document.toString());
}

const RELEASED = { paths: [], all: false };
const pathsIn = (rows: readonly { readonly path: readonly string[] }[]) => rows.map(({ path }) => path.join("."));

describe("of suna-staging, suna-prod takes", () => {
  it("nothing where only names, network, sizes and what the tier says differ", () => {
    const { promoted, kept, text, to } = planPromotion(root, "suna-staging", "suna-prod", RELEASED);
    expect(promoted).toEqual([]);
    expect(text).toBe(to.text);
    const kinds = Object.fromEntries(kept.map(({ path, kind }) => [path.join("."), kind]));
    expect(kinds).toMatchObject({
      tier: "own",
      naming: "own",
      "network.existing.vpcId": "own",
      "services.api.route.targetGroupArn": "own",
      "observability.emails": "own",
      "services.api.desiredCount": "size",
      "services.api.scaling.max": "size",
      "data.backup": "tier",
      "edge.router.host": "own",
    });
  });

  it("the image's tag and the settings of its services, and every other line stays as it was", async () => {
    put("suna-staging", ["services", "api", "image", "tag"], "2.4.0");
    put("suna-staging", ["services", "api", "environment"], { LOG_LEVEL: "info" });
    const before = textOf("suna-prod");
    const { code, out } = await strata("promote", "suna-staging", "suna-prod", "--yes");
    expect(code).toBe(0);
    expect(out).toContain("promote services.api.image.tag: latest in suna-prod, 2.4.0 in suna-staging");
    expect(out).toContain("+      tag: 2.4.0");
    expect(out).toContain("next: nx run-many -t deploy -c suna-prod");
    const after = textOf("suna-prod");
    expect(after.split("\n")).toEqual(expect.arrayContaining(before.split("\n")));
    expect(after.split("\n").length).toBe(before.split("\n").length + 3);
    const { api } = loadEnvironment(root, "suna-prod").services;
    expect(api).toMatchObject({ image: { tag: "2.4.0" }, environment: { LOG_LEVEL: "info" }, desiredCount: 2 });
    expect(planPromotion(root, "suna-staging", "suna-prod", RELEASED).promoted).toEqual([]);
  });

  it("its sizes with --all, and still nothing that is its own", () => {
    const { promoted } = planPromotion(root, "suna-staging", "suna-prod", { paths: [], all: true });
    expect(pathsIn(promoted)).toContain("services.api.desiredCount");
    expect(pathsIn(promoted)).toContain("cluster.capacity.pools.graviton.instanceTypes");
    expect(pathsIn(promoted).some((path) => /^(naming|network|edge|data)/.test(path))).toBe(false);
  });

  it("what a path names, and nothing else", () => {
    const wanted = { paths: ["services.api.scaling.max", "services.api.cpu"], all: false };
    const { promoted, idle } = planPromotion(root, "suna-staging", "suna-prod", wanted);
    expect(pathsIn(promoted)).toEqual(["services.api.scaling.max"]);
    expect(idle).toEqual(["services.api.cpu"]);
  });
});

describe("of happyrobot-dev, happyrobot-prod takes", () => {
  it("nothing of what the product says of each tier", () => {
    const { promoted, kept } = planPromotion(root, "happyrobot-dev", "happyrobot-prod", { paths: [], all: true });
    expect(promoted).toEqual([]);
    expect(kept.find(({ path }) => path.join(".") === "edge.waf.enabled")).toMatchObject({ kind: "tier" });
  });

  it("a service that is new there, with its size", () => {
    put("happyrobot-dev", ["services", "worker"], {
      image: { uri: "ghcr.io/acme/worker", tag: "1.0.0" },
      cpu: 512,
      memory: 1024,
    });
    const { promoted, text } = planPromotion(root, "happyrobot-dev", "happyrobot-prod", RELEASED);
    expect(pathsIn(promoted)).toEqual(["services.worker"]);
    expect(text).toContain("cpu: 512");
  });

  it("the product's own setting back, by losing its line, once dev has none of its own", () => {
    put("happyrobot-prod", ["services", "api", "image", "tag"], "0.9.0");
    const { promoted, text } = planPromotion(root, "happyrobot-dev", "happyrobot-prod", RELEASED);
    expect(pathsIn(promoted)).toEqual(["services.api.image.tag"]);
    expect(text).not.toContain("services");
  });
});

it("leaves an image of another account's registry where it is", () => {
  const path = ["services", "frontend", "image", "uri"];
  put("runlayer-dev", path, "111122223333.dkr.ecr.us-east-1.amazonaws.com/web");
  const { promoted, kept } = planPromotion(root, "runlayer-dev", "runlayer-prod", RELEASED);
  expect(promoted).toEqual([]);
  expect(kept).toContainEqual(expect.objectContaining({ path, kind: "own" }));
});

describe("nothing is written", () => {
  it("when the result would be invalid, and the setting is named", async () => {
    put("suna-staging", ["services", "api", "cpu"], 256);
    put("suna-staging", ["services", "api", "memory"], 512);
    put("suna-prod", ["services", "api", "memory"], 4096);
    put("suna-prod", ["services", "api", "cpu"], 1024);
    put("suna-prod", ["services", "api", "capacity"], "ec2");
    const before = textOf("suna-prod");
    const result = await strata(
      "promote",
      "suna-staging",
      "suna-prod",
      "--path",
      "naming.suffix",
      "--path",
      "tier",
      "--yes",
    );
    expect(result).toMatchObject({
      code: 2,
      err: expect.stringMatching(/ENVIRONMENT_INVALID: suna-prod would not be valid/),
    });
    expect(textOf("suna-prod")).toBe(before);
  });

  it.each([
    [["suna-staging", "suna-prod", "--dry-run"], 0, "nothing is written"],
    [["suna-staging", "suna-prod"], 2, "the same command with --yes"],
    [["suna-staging", "suna-prd"], 2, "did you mean suna-prod?"],
    [["suna-staging", "threa-prod", "--yes"], 2, "suna-staging is suna, and threa-prod is threa"],
    [["suna-prod", "suna-prod", "--yes"], 2, "cannot be promoted to itself"],
  ])("by strata promote %s", async (words, code, says) => {
    put("suna-staging", ["services", "api", "image", "tag"], "2.4.0");
    const before = textOf("suna-prod");
    expect(await strata("promote", ...words)).toMatchObject({ code, err: expect.stringContaining(says) });
    expect(textOf("suna-prod")).toBe(before);
  });
});
