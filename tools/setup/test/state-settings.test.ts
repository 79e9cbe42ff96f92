import { describe, expect, it } from "vitest";
import { planStateSettings, withStateSettings } from "../src/backend/state-settings.ts";

const WANTED = { backend: "s3://acme?region=eu-central-1", lockTable: "locks" };
const TEXT = "# Ours\nproduct: threa # the first\ntier: prod\n\nstate:\n  lockTable: locks # shared\nservices: {}\n";

describe("the place of the state in an environment's file", () => {
  it("is added where it lacks, and comments and order stay", () => {
    expect(planStateSettings("acme", TEXT, WANTED)).toEqual([
      { action: "change", what: "state.backend in environments/acme.yaml", detail: WANTED.backend },
      { action: "keep", what: "state.lockTable in environments/acme.yaml" },
    ]);
    const text = withStateSettings(TEXT, WANTED);
    expect(text).toBe(
      "# Ours\nproduct: threa # the first\ntier: prod\n\nstate:\n  lockTable: locks # shared\n  backend: s3://acme?region=eu-central-1\nservices: {}\n",
    );
    expect(planStateSettings("acme", text, WANTED).map(({ action }) => action)).toEqual(["keep", "keep"]);
  });

  it("is never another one than the file says: the state would look empty", () => {
    const elsewhere = "product: threa\nstate:\n  backend: s3://old\n";
    expect(() => planStateSettings("acme", elsewhere, WANTED)).toThrow(
      "state.backend in environments/acme.yaml is s3://old, and the answers say s3://acme?region=eu-central-1",
    );
  });
});
