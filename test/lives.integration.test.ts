import type { RolloutRecord } from "@strata/rollout";
import { LAYERS, listEnvironments, loadEnvironment } from "@strata/shared-config";
import { describe, expect, it } from "vitest";
import { golden } from "./golden.ts";
import { lived } from "./lives/lived.ts";
import { root } from "./lives/root.ts";
import { SCENARIOS, WATCHED } from "./lives/scenarios.ts";

/** What a preview says of a value that only a deployment can tell. Source: Pulumi's sdk/go/common/resource/plugin. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Properties whose value is a secret in every type that has them. */
const SECRET_PROPERTIES = ["password", "authToken", "secretString", "result", "bcryptHash"];

describe.each([...listEnvironments(root), ...Object.keys(SCENARIOS)])("%s", (name) => {
  const life = lived(name);

  it("deploys all six layers, with no warning", () => {
    expect(life.deploy.layers.map(({ layer, status, reason }) => ({ layer, status, reason }))).toEqual(
      life.deploy.layers.map(({ layer }) => ({ layer, status: "succeeded", reason: null })),
    );
    expect(life.deploy.layers.map(({ layer }) => layer).sort()).toEqual([...LAYERS].sort());
    expect(life.deploy.layers.flatMap(({ diagnostics }) => diagnostics)).toEqual([]);
  });

  it("refuses to be destroyed while stores are protected, naming each, and lets them go in data alone", () => {
    const kept = Object.values(life.stacks)
      .flat()
      .filter((resource) => resource.protect);
    expect(life.refusal?.code).toBe(kept.length === 0 ? undefined : "RESOURCE_PROTECTED");
    for (const { type, name } of kept) expect(life.refusal?.message).toContain(`data: ${type} ${name}`);
    if (kept.length === 0) return;
    expect(life.refusal?.hint).toContain("data.unprotected: true");
    expect(life.unprotect?.layers).toMatchObject([
      { layer: "data", status: "succeeded", changes: { create: 0, replace: 0, delete: 0 } },
    ]);
  });

  it("is destroyed in the reverse order and leaves nothing in state or account", () => {
    const started = (record: typeof life.deploy) =>
      [...record.layers].sort((a, b) => (a.startedAt ?? "").localeCompare(b.startedAt ?? "")).map(({ layer }) => layer);
    expect(life.destroy.layers.map(({ status }) => status)).toEqual(LAYERS.map(() => "succeeded"));
    expect(life.destroy.layers.map(({ layer }) => layer)).toEqual(
      life.deploy.layers.map(({ layer }) => layer).reverse(),
    );
    expect(started(life.destroy)[0]).toBe("observability");
    expect(started(life.destroy).at(-1)).toBe("network");
    expect(life.leftInState).toEqual([]);
    expect(life.leftInAccount).toEqual([]);
  });

  it("tags all that it builds with environment, layer and URN", () => {
    for (const { layer, urn, inputs } of Object.values(life.stacks).flat()) {
      const tags = Array.isArray(inputs.tags)
        ? Object.fromEntries(inputs.tags.map(({ key, value }) => [key, value]))
        : inputs.tags;
      if (typeof tags !== "object" || tags === null) continue;
      expect({ urn, tags }).toMatchObject({
        tags: {
          "strata:environment": life.deploy.environment,
          "strata:layer": layer,
          "strata:urn": urn.replaceAll("$", "+"),
        },
      });
    }
  });

  it("keeps every secret encrypted in the state", () => {
    for (const { urn, type, inputs, outputs } of Object.values(life.stacks).flat()) {
      const secrets = [...SECRET_PROPERTIES, ...(type === "aws:ssm/parameter:Parameter" ? ["value"] : [])];
      for (const key of secrets) {
        for (const value of [inputs[key], outputs[key]]) {
          if (value !== undefined && value !== "") expect({ urn, key, value }).toEqual({ urn, key, value: "[secret]" });
        }
      }
    }
  });

  it.each(LAYERS)("registers in %s what the golden list says", async (layer) => {
    await expect(golden(life.stacks[layer] ?? [])).toMatchFileSnapshot(
      `${root}/stacks/${layer}/test/golden/${name}.txt`,
    );
  });
});

describe.each([...WATCHED])("%s", (name) => {
  const life = lived(name);

  it("previews all layers of an empty environment as they are then deployed, ids unknown", () => {
    const preview = life.preview ?? expect.fail("it was not previewed");
    const told = ({ layers }: RolloutRecord) =>
      layers.map(({ layer, status, reason, changes }) => ({ layer, status, reason, changes }));
    expect(told(preview)).toEqual(told(life.deploy));
    const planned = preview.layers.find(({ layer }) => layer === "network");
    const deployed = life.deploy.layers.find(({ layer }) => layer === "network");
    const { existing } = loadEnvironment(root, life.deploy.environment).network;
    expect(planned?.outputs.vpcId).toBe(existing?.vpcId ?? UNKNOWN);
    expect(planned?.outputs.vpcCidr).toBe(deployed?.outputs.vpcCidr);
  });

  it("finds no drift when it is refreshed", () => {
    expectNoChange(life.refresh ?? expect.fail("it was not refreshed"));
  });
});

describe.each(listEnvironments(root))("%s", (name) => {
  const { repeats } = lived(name);
  if (repeats === null) throw new RangeError(`${name} was deployed only once`);

  it("changes nothing when it is deployed again", () => {
    expectNoChange(repeats.again);
  });

  it("runs no layer a third time, and still knows what each of them holds", () => {
    for (const { layer, status, startedAt, resources, outputs } of repeats.cut.layers) {
      const before = repeats.again.layers.find((row) => row.layer === layer);
      const kept = { resources: before?.resources, outputs: before?.outputs };
      expect({ layer, status, startedAt, resources, outputs }).toEqual({
        layer,
        status: "unchanged",
        startedAt: null,
        ...kept,
      });
    }
  });
});

function expectNoChange({ layers }: RolloutRecord): void {
  for (const { layer, status, changes } of layers) {
    expect({ layer, status, ...changes, same: 0 }).toEqual({
      layer,
      status: "succeeded",
      create: 0,
      update: 0,
      replace: 0,
      delete: 0,
      same: 0,
    });
  }
}
