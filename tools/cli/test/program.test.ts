import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { strata } from "./run.ts";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe("what was mistyped is met with the nearest name, and with exit code 2:", () => {
  it.each([
    [["rehears", "threa-prod"], "rehearse"],
    [["layers", "--jsno"], "--json"],
    [["config", "validat"], "validate"],
    [["config", "exmple"], "example"],
    [["import-confg", "a.tfvars"], "import-config"],
    [["rehearse", "threa-prd"], "threa-prod"],
    [["outputs", "threa-prod", "sevices"], "services"],
    [["config", "explain", "threa-prd", "tier"], "threa-prod"],
    [["config", "validate", "threa-prd"], "threa-prod"],
  ])("strata %s", async (words, nearest) => {
    const { code, err } = await strata(...words);
    expect(code).toBe(2);
    expect(err).toMatch(new RegExp(`did you mean ${nearest}\\?`, "i"));
  });

  it.each([
    [["status"], "strata status --all"],
    [["status", "threa-prod", "--all"], "--all takes no environment"],
    [["outputs", "threa-prod", "--show-secrets"], "strata outputs threa-prod data --show-secrets"],
  ])("an option without what it needs: strata %s", async (words, says) => {
    expect(await strata(...words)).toMatchObject({ code: 2, err: expect.stringContaining(says) });
  });

  it("a missing argument", async () => {
    expect(await strata("outputs")).toMatchObject({ code: 2, err: expect.stringContaining("environment") });
  });
});

it("explains itself with exit code 0", async () => {
  const { code, out } = await strata("--help");
  expect(code).toBe(0);
  for (const command of ["rehearse", "time", "layers", "outputs", "config", "import-config", "why", "base"])
    expect(out).toContain(command);
});

it("tells its version, the one of its package", async () => {
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "..", "package.json"), "utf8"));
  expect(await strata("--version")).toMatchObject({ code: 0, out: expect.stringContaining(version) });
});

it("says so outside of a repository", async () => {
  vi.spyOn(process, "cwd").mockReturnValue(tmpdir());
  expect(await strata("layers")).toMatchObject({ code: 2, err: expect.stringContaining("WORKSPACE_MISSING") });
});

describe("strata layers", () => {
  it("shows the order and what each layer consumes", async () => {
    const { code, out } = await strata("layers");
    expect(code).toBe(0);
    const rows = out.split("\n").filter((line) => /│ +\d/.test(line));
    expect(
      rows.map((row) =>
        row
          .split("│")
          .map((cell) => cell.trim())
          .slice(1, 4),
      ),
    ).toEqual([
      ["1", "network", ""],
      ["2", "cluster", "network"],
      ["3", "data", "network"],
      ["4", "services", "network, data, cluster"],
      ["5", "edge", "cluster, services"],
      ["6", "observability", "data, cluster, services, edge"],
    ]);
  });

  it("gives the same as JSON, with the file of each edge", async () => {
    const { layers, edges, problems } = JSON.parse((await strata("layers", "--json")).out);
    expect(layers[0]).toEqual({ layer: "network", upstreams: [] });
    expect(edges).toContainEqual(expect.objectContaining({ layer: "data", upstream: "network" }));
    expect(problems).toEqual([]);
  });
});

describe("strata config", () => {
  it("says where a value comes from, the one that counts first", async () => {
    const rows = JSON.parse((await strata("config", "explain", "threa-prod", "product", "--json")).out);
    expect(rows[0]).toMatchObject({ kind: "environment", value: "threa" });
    expect((await strata("config", "explain", "threa-prod", "product")).out).toMatch(
      /threa +│ environment +│ environments\/threa-prod.yaml:\d/,
    );
  });

  it("RUN-098: checks one environment without an account, an engine or a network", async () => {
    const nowhere = { AWS_ENDPOINT_URL: "http://127.0.0.1:9", PULUMI_BACKEND_URL: "s3://nowhere", PATH: "/nowhere" };
    for (const [name, value] of Object.entries(nowhere)) vi.stubEnv(name, value);
    expect(await strata("config", "validate", "runlayer-prod")).toEqual({
      code: 0,
      out: "runlayer-prod: valid\n",
      err: "",
    });
    vi.stubEnv("STRATA__services__backend__memory", "700");
    expect(await strata("config", "validate", "runlayer-prod")).toMatchObject({
      code: 1,
      err: expect.stringMatching(/services\.backend\.memory = 700: Fargate does not offer it/),
    });
  });

  it("finds every environment of this repository valid", async () => {
    const { code, out, err } = await strata("config", "validate");
    expect(err).toBe("");
    expect(code).toBe(0);
    expect(out).toContain("happyrobot-prod: valid");
  });

  it("prints a JSON Schema", async () => {
    expect(JSON.parse((await strata("config", "schema")).out)).toMatchObject({ type: "object" });
  });

  it("finds the schemas that editors read up to date", async () => {
    expect(await strata("config", "schema", "--check")).toMatchObject({ code: 0, err: "" });
  });
});
