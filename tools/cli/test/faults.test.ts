import { describe, expect, it } from "vitest";
import { faultLines } from "../src/fault-lines.ts";
import { strata } from "./run.ts";

describe("faults that cannot be armed are refused before anything starts:", () => {
  const service = "aws:ecs/service:Service";

  it.each([
    ["an unknown kind", ["--fault", `fial create ${service}`], "did you mean fail?"],
    ["an unknown type", ["--fault", "fail create aws:ecs/service:Servce"], `did you mean ${service}?`],
    ["n below 1", ["--fault", `fail create ${service} at=0`], "at: 0 must be a number from 1"],
    ["a file that is not there", ["--faults", "nowhere.yaml"], "nowhere.yaml cannot be read"],
  ])("%s", async (_what, words, message) => {
    const refused = await strata("rehearse", "threa-prod", ...words);
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining(message) });
    expect(refused.err).not.toContain("rehearsing");
  });

  it("a drift that says nothing", async () => {
    const refused = await strata("rehearse", "drift", "threa-prod", service);
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining("either --delete or at least one") });
  });
});

it("explains every kind of fault", async () => {
  const { code, out } = await strata("rehearse", "faults", "--help");
  expect(code).toBe(0);
  const kinds = ["fail", "throttle", "slow", "hang", "disconnect", "crash", "unseen", "unready", "drift"];
  for (const kind of kinds) expect(out).toMatch(new RegExp(`^ .*\\b${kind} `, "m"));
});

it("prints a JSON Schema of a file of faults", async () => {
  expect(JSON.parse((await strata("rehearse", "faults", "--schema")).out)).toMatchObject({ type: "object" });
});

it("tells where each fault struck, and which never did", () => {
  const urn = "urn:pulumi:threa-prod::data::strata:data:Postgres$aws:rds/instance:Instance::postgres";
  const strike = { note: "strike", fault: 0, operation: "create", urn, what: "took longer", seconds: 60 } as const;
  expect(faultLines([])).toEqual([]);
  expect(
    faultLines([
      { fault: "slow create postgres seconds=60", strikes: [strike] },
      { fault: "fail delete *", strikes: [] },
    ]),
  ).toEqual([
    "",
    "faults",
    "  slow create postgres seconds=60",
    "    create data aws:rds/instance:Instance postgres: took longer (+60 s)",
    "  fail delete *",
    "    never struck: no call was the one that it waits for",
  ]);
});
