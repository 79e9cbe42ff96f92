import { expect, it } from "vitest";
import { policyFailure } from "../src/policies/policy-failure.ts";

const PLACE = { root: "/repository", layer: "data", environment: "threa-prod" } as const;

const packOf = (name: string, lastWords?: string) => ({
  pack: { name, folder: `policies/${name}`, entry: "index.ts" },
  executable: `/tmp/run/policies/pulumi-analyzer-${name}`,
  lastWords: async () => lastWords,
});

const failureOf = (errors: readonly string[], packs = [packOf("one"), packOf("two")], violations: string[] = []) =>
  policyFailure(
    { place: PLACE, operation: "preview", errors, stderr: "", stateAt: "", cause: undefined },
    packs,
    violations,
  );

it("leaves a failure alone that has nothing to do with policies, and one without packs", async () => {
  expect(await failureOf(["aws:rds/instance:Instance main: InsufficientDBInstanceCapacity"])).toBeUndefined();
  expect(await failureOf(["failed to run policy: error reading from server: EOF"], [])).toBeUndefined();
});

it("tells what a pack died of, rather than what the engine saw of it", async () => {
  const packs = [packOf("one"), packOf("two", "Error: no (index.ts:3:1)")];
  expect(await failureOf(["failed to run policy: error reading from server: EOF"], packs)).toMatchObject({
    code: "POLICY_PACK_FAILED",
    message: "data of threa-prod is refused: policy pack two failed: Error: no (index.ts:3:1)",
    hint: "mend policies/two, then: nx preview data -c threa-prod",
  });
});

it("names the pack and the rule that threw, or every pack that may have gone without a word", async () => {
  const thrown =
    "failed to run policy: Error validating resource with policy 'tags' from policy pack 'two@v0.1.0':\nTypeError: no\n    at x";
  expect(await failureOf([thrown])).toMatchObject({
    message: expect.stringContaining("pack two failed: policy tags: TypeError: no"),
  });
  expect(await failureOf(["failed to run policy: error reading from server: EOF"])).toMatchObject({
    message: expect.stringContaining("policy pack one or two failed: failed to run policy"),
  });
});

it("names the folder of a pack in place of the executable that was made for it", async () => {
  const [, two] = [packOf("one"), packOf("two")];
  const error = await failureOf([`policy pack "${two?.executable}" failed to start: it wrote an invalid port`]);
  expect(error?.message).toContain('policy pack two failed: policy pack "policies/two" failed to start: it wrote');
});

it("lists what mandatory policies refused, each once", async () => {
  const error = await failureOf(["preview failed"], undefined, [
    "policy a refuses x",
    "policy a refuses x",
    "policy b refuses y",
  ]);
  expect(error).toMatchObject({
    code: "POLICY_VIOLATED",
    message: "data of threa-prod is refused by its policies\n  policy a refuses x\n  policy b refuses y",
  });
});
