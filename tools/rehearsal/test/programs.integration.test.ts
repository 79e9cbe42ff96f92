import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EngineWorld, openEngineWorld, type Run } from "./engine-world.ts";
import { PROGRAMS, type Program } from "./programs/table.ts";

/** Every third one in the form that every check runs; `pnpm programs` runs them all. */
const CHOSEN = PROGRAMS.filter((_, index) => process.env.STRATA_FAULTS === "long" || index % 3 === 0);

let cloud: EngineWorld;

beforeAll(async () => {
  cloud = await openEngineWorld();
  const base = await cloud.stack("base", async () => {
    const vpc = new aws.ec2.Vpc("base", { cidrBlock: "10.0.0.0/16" });
    return { vpcId: vpc.id, subnetIds: ["subnet-a", "subnet-b"], password: pulumi.secret("geheim") };
  });
  expect((await base.up()).errors).toEqual([]);
});

afterAll(() => cloud.close());

let runs = 0;

/** A program's exports are its stack's outputs. Each run evaluates its module anew, as a process of its own would. */
async function evaluate({ file }: Program): Promise<Record<string, unknown>> {
  const url = new URL(`./programs/${file}.ts?run=${runs++}`, import.meta.url);
  const exported: Record<string, unknown> = await import(/* @vite-ignore */ url.href);
  return { ...exported };
}

function expected(value: string | RegExp | readonly (string | RegExp)[]): unknown {
  if (typeof value === "string") return value;
  return value instanceof RegExp ? expect.stringMatching(value) : value.map((one) => expected(one));
}

function changesIn({ errors, changed }: Run) {
  return { errors, changed };
}

const NOTHING = { errors: [], changed: [] };

describe("a program that was not written for the simulated cloud", () => {
  it.each(CHOSEN)("runs on it unchanged, from nothing to nothing: $file", async (program) => {
    const name = program.file.replace("/index", "");
    const config = { "aws:region": "eu-central-1", ...program.config };
    const stack = await cloud.stack(name, () => evaluate(program), config);
    const planned = await stack.preview();
    expect(planned.errors).toEqual([]);
    const made = await stack.up();
    expect(made.errors).toEqual([]);
    expect(made.changed).toEqual(expect.arrayContaining([...planned.changed]));
    expect(made.outputs).toMatchObject(
      Object.fromEntries(Object.entries(program.outputs).map(([output, value]) => [output, expected(value)])),
    );
    expect(changesIn(await stack.up())).toEqual(NOTHING);
    expect(changesIn(await stack.refresh())).toEqual(NOTHING);
    expect((await stack.destroy()).errors).toEqual([]);
    expect(cloud.account().filter(({ urn }) => !urn.includes(":base::"))).toEqual([]);
  });
});
