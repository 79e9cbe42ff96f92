import { expect, test } from "vitest";
import { planRepository } from "../src/repository-plan.ts";

const settings = { name: "happyrobot-api", keepImages: 10, scanOnPush: true, immutableTags: false, forceDelete: false };

test("keeps the last images whatever their tags, and scans each (HAPPY-036, HAPPY-037)", () => {
  expect(planRepository(settings)).toEqual({
    imageScanningConfiguration: { scanOnPush: true },
    imageTagMutability: "MUTABLE",
    forceDelete: false,
    rule: { description: "keep the last 10 images", tagStatus: "any", maximumNumberOfImages: 10 },
  });
});

test("goes away with its images where that is asked for (THREA-019)", () => {
  expect(planRepository({ ...settings, forceDelete: true }).forceDelete).toBe(true);
});

test("freezes tags where that is asked for", () => {
  expect(planRepository({ ...settings, immutableTags: true }).imageTagMutability).toBe("IMMUTABLE");
});
