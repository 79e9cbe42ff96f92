import { LAYERS, listEnvironments } from "@strata/shared-config";
import { describe, expect, it } from "vitest";
import { golden } from "./golden.ts";
import { lived } from "./lives/lived.ts";
import { root } from "./lives/root.ts";
import { SCENARIOS } from "./lives/scenarios.ts";

/** Properties whose value is a secret in every type that has them. */
const SECRET_PROPERTIES = ["password", "authToken", "secretString", "result", "bcryptHash"];

describe.each([...listEnvironments(root), ...Object.keys(SCENARIOS)])("%s", (name) => {
  const life = lived(name);

  it("previews the network of an empty environment as it is then deployed, its ids unknown", () => {
    const [planned] = life.preview.layers;
    const deployed = life.deploy.layers.find(({ layer }) => layer === "network");
    expect(planned).toMatchObject({ status: "succeeded", reason: null, changes: deployed?.changes ?? {} });
    expect(planned?.outputs.vpcId).toBe("04da6b54-80e4-46f7-96ec-b56ff0331ba9");
    expect(planned?.outputs.vpcCidr).toBe("10.0.0.0/16");
  });

  it("deploys all six layers, with no warning", () => {
    expect(life.deploy.layers.map(({ layer, status, reason }) => ({ layer, status, reason }))).toEqual(
      life.deploy.layers.map(({ layer }) => ({ layer, status: "succeeded", reason: null })),
    );
    expect(life.deploy.layers.map(({ layer }) => layer).sort()).toEqual([...LAYERS].sort());
    expect(life.deploy.layers.flatMap(({ diagnostics }) => diagnostics)).toEqual([]);
  });

  it("changes nothing when it is deployed again, and finds no drift", () => {
    for (const { layers } of [life.again, life.refresh]) {
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
      const tags = inputs.tags;
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
