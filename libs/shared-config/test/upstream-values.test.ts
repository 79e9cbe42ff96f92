import * as pulumi from "@pulumi/pulumi";
import { containsUnknowns } from "@pulumi/pulumi/output.js";
import { expect, it } from "vitest";
import { z } from "zod";
import { contractProblems } from "../src/layer/contract-problems.ts";
import { member, members } from "../src/layer/members.ts";
import { toOutput, toPlain } from "../src/layer/upstream-values.ts";
import { holds, MASK, masked, SecretValue, UNKNOWN } from "../src/markers.ts";

const place = { upstream: "data", environment: "threa-prod", consumer: "services", path: "secretReferences" } as const;

type Urls = Readonly<Record<string, string>>;

/** The output of a layer whose contract says that it is a record. */
function asRecord(output: pulumi.Output<unknown>): pulumi.Output<Urls>;
function asRecord(output: pulumi.Output<unknown>): pulumi.Output<unknown> {
  return output;
}

/** What a preview takes an output for: its value if it is known, whether it is, and whether it is a secret. */
async function seen(output: pulumi.Output<unknown>): Promise<unknown> {
  const promise: unknown = Reflect.get(output, "promise");
  const value: unknown = typeof promise === "function" ? await promise.call(output, true) : undefined;
  const known: unknown = await Reflect.get(output, "isKnown");
  const secret = (await pulumi.isSecret(output)) ? { secret: true } : {};
  return known !== true || containsUnknowns(value) ? { unknown: true, ...secret } : { value, ...secret };
}

it("makes an unknown member unknown, and leaves the others known", async () => {
  const given = toOutput({ api: "api-url", web: UNKNOWN });
  expect(await seen(given)).toEqual({ unknown: true });
  const api: pulumi.Output<unknown> = Reflect.get(given, "api");
  expect(await seen(api)).toEqual({ value: "api-url" });
  const web: pulumi.Output<unknown> = Reflect.get(given, "web");
  expect(await seen(web)).toEqual({ unknown: true });
});

it("takes members of a record as known as they are themselves", async () => {
  const record = asRecord(toOutput({ api: "api-url", web: UNKNOWN }));
  expect(await seen(members(record, ["api"]))).toEqual({ value: { api: "api-url" } });
  expect(await seen(members(record, ["api", "none"]))).toEqual({ value: { api: "api-url" } });
  expect(await seen(members(record, ["web"]))).toEqual({ unknown: true });
  expect(await seen(member(record, "api"))).toEqual({ value: "api-url" });
});

it("keeps a secret a secret, known or not", async () => {
  expect(await seen(toOutput(new SecretValue("s3cret")))).toEqual({ value: "s3cret", secret: true });
  expect(await seen(toOutput(MASK))).toEqual({ unknown: true, secret: true });
  expect(await seen(toOutput(new SecretValue(UNKNOWN)))).toEqual({ unknown: true, secret: true });
});

it("writes a secret nowhere", () => {
  const outputs = { url: new SecretValue("s3cret"), list: [new SecretValue("s3cret")] };
  expect(JSON.stringify(outputs)).toBe('{"url":"[secret]","list":["[secret]"]}');
  expect(masked(outputs)).toEqual({ url: MASK, list: [MASK] });
  expect([holds(outputs, MASK), holds(outputs, UNKNOWN), holds([{ a: UNKNOWN }], UNKNOWN)]).toEqual([
    true,
    false,
    true,
  ]);
});

it("gives plain values whose unknown parts have a name, but are refused when they are looked at", () => {
  const plain = toPlain({ "postgres.url": UNKNOWN, "redis.url": "arn:1" }, place);
  expect(Object.keys(plain ?? {})).toEqual(["postgres.url", "redis.url"]);
  expect(Reflect.get(Object(plain), "redis.url")).toBe("arn:1");
  expect(() => Reflect.get(Object(plain), "postgres.url")).toThrow(
    "services decides by secretReferences.postgres.url of data what it makes, which is known only once it is deployed",
  );
  expect(() => toPlain([MASK, 1], place)).not.toThrow();
  expect(() => toPlain(MASK, place)).toThrow("which is a secret");
});

it("breaks no contract by what is not known, and names every place that does", () => {
  const contract = z.object({ id: z.string().startsWith("vpc-"), zones: z.array(z.string()).min(2), port: z.int() });
  expect(contractProblems(contract, { id: UNKNOWN, zones: [UNKNOWN, "b"], port: MASK })).toEqual([]);
  const broken = contractProblems(contract, { id: "sg-1", zones: [UNKNOWN] });
  expect(broken.map((line) => line.split(":")[0])).toEqual(["id", "zones", "port"]);
});
