import { describe, expect, it } from "vitest";
import { asDestroy } from "../src/time/as-destroy.ts";
import type { HappenedLayer, HappenedResource, HappenedRollout } from "../src/time/happened.ts";
import { LAYER_START } from "../src/time/kinds.ts";
import { predict } from "../src/time/predict.ts";
import { timeOf } from "../src/time/time-of.ts";

const START = LAYER_START.seconds.typical;
const VPC = "aws:ec2/vpc:Vpc";
const CLUSTER = "aws:rds/cluster:Cluster";
const MEMBER = "aws:rds/clusterInstance:ClusterInstance";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const time = (type: string, action: "create" | "delete" | "update" = "create") =>
  timeOf(type, action, {}).seconds.typical;

const urn = (type: string, name: string) => `urn:pulumi:e::p::${type}::${name}`;
const did = (type: string, name: string, ...steps: string[]): HappenedResource => ({
  urn: urn(type, name),
  type,
  steps: steps.length === 0 ? ["create"] : steps,
  settings: {},
});
const layer = (name: string, rest: Partial<HappenedLayer> = {}): HappenedLayer => ({
  layer: name,
  waitsFor: [],
  resources: [],
  before: {},
  after: {},
  ...rest,
});
const rollout = (...layers: HappenedLayer[]): HappenedRollout => ({
  environment: "e",
  operation: "deploy",
  concurrency: layers.length,
  layers,
});

/** An Aurora cluster whose second instance waits for the first, under a component. */
const aurora = layer("data", {
  waitsFor: ["network"],
  resources: [did(CLUSTER, "db"), did(MEMBER, "db-1"), did(MEMBER, "db-2"), did(ALARM, "cpu")],
  after: {
    [urn("strata:data:Postgres", "db")]: [],
    [urn(CLUSTER, "db")]: [urn("strata:data:Postgres", "db")],
    [urn(MEMBER, "db-1")]: [urn(CLUSTER, "db")],
    [urn(MEMBER, "db-2")]: [urn(CLUSTER, "db"), urn(MEMBER, "db-1")],
    [urn(ALARM, "cpu")]: [urn(CLUSTER, "db")],
  },
});
const network = layer("network", { resources: [did(VPC, "vpc")], after: { [urn(VPC, "vpc")]: [] } });

describe("the prediction of a rollout", () => {
  it("adds up what waits for each other, and lets the rest go beside it", () => {
    const { seconds } = predict(rollout(network, aurora));
    expect(seconds.typical).toBe(START + time(VPC) + START + time(CLUSTER) + 2 * time(MEMBER));
    expect(seconds.fast).toBeLessThan(seconds.typical);
    expect(seconds.slow).toBeGreaterThan(seconds.typical);
  });

  it("tells the critical path, resource by resource, without a gap", () => {
    const { criticalPath, seconds } = predict(rollout(network, aurora));
    expect(criticalPath.map(({ layer: where, verb, name }) => `${where} ${verb} ${name}`.trim())).toEqual([
      "network start",
      "network create vpc",
      "data start",
      "data create db",
      "data create db-1",
      "data create db-2",
    ]);
    let now = 0;
    for (const step of criticalPath) {
      expect(step.startsAt).toBe(now);
      now += step.seconds;
    }
    expect(now).toBe(seconds.typical);
  });

  it("tells who waits for whom, the longest first", () => {
    const { waits } = predict(rollout(network, aurora));
    expect(waits[0]).toEqual({
      layer: "data",
      waiting: `${MEMBER} db-2`,
      waitedFor: `${MEMBER} db-1`,
      seconds: time(MEMBER),
    });
    expect(waits).toContainEqual({ layer: "data", waiting: "data", waitedFor: "network", seconds: START + time(VPC) });
  });

  it("counts for a wait only the time of the one waited for, not what that one waited for itself", () => {
    const chain = layer("data", {
      resources: [did(CLUSTER, "db"), did(MEMBER, "db-1"), did(ALARM, "cpu")],
      after: { [urn(MEMBER, "db-1")]: [urn(CLUSTER, "db")], [urn(ALARM, "cpu")]: [urn(MEMBER, "db-1")] },
    });
    expect(predict(rollout(chain)).waits.map(({ waiting, seconds }) => [waiting, seconds])).toEqual([
      [`${ALARM} cpu`, time(MEMBER)],
      [`${MEMBER} db-1`, time(CLUSTER)],
    ]);
  });

  it("follows dependencies through what did not change and through components", () => {
    const through = layer("data", {
      resources: [did(CLUSTER, "db"), did(MEMBER, "db-1")],
      after: { [urn(MEMBER, "db-1")]: ["kept"], kept: ["component"], component: [urn(CLUSTER, "db")] },
    });
    expect(predict(rollout(through)).seconds.typical).toBe(START + time(CLUSTER) + time(MEMBER));
  });

  it("runs layers side by side, unless the rollout had one at a time", () => {
    const [a, b] = ["a", "b"].map((name) => layer(name, { resources: [did(VPC, name)] }));
    if (a === undefined || b === undefined) throw new Error("two layers");
    expect(predict(rollout(a, b)).seconds.typical).toBe(START + time(VPC));
    expect(predict({ ...rollout(a, b), concurrency: 1 }).seconds.typical).toBe(2 * (START + time(VPC)));
  });

  it("is the engine's start where nothing changed", () => {
    const { seconds, criticalPath } = predict(rollout(layer("network", { after: network.after })));
    expect(seconds).toEqual(LAYER_START.seconds);
    expect(criticalPath).toHaveLength(1);
  });

  it("knows no time for what is not there, and the same for the same", () => {
    expect(predict(rollout()).seconds.typical).toBe(0);
    expect(predict(rollout(network, aurora))).toEqual(predict(rollout(network, aurora)));
  });
});

describe("a replacement", () => {
  it("deletes the old one at the end, after all else", () => {
    const { criticalPath } = predict(
      rollout(
        layer("data", {
          resources: [did(MEMBER, "db-1", "create-replacement", "replace", "delete-replaced"), did(CLUSTER, "new")],
        }),
      ),
    );
    expect(criticalPath.map(({ verb, name }) => `${verb} ${name}`.trim())).toEqual([
      "start",
      "replace db-1",
      "delete db-1",
    ]);
  });

  it("deletes the old one first where the engine did so", () => {
    const { criticalPath } = predict(
      rollout(layer("data", { resources: [did(MEMBER, "db-1", "delete-replaced", "replace", "create-replacement")] })),
    );
    expect(criticalPath.at(-1)).toMatchObject({ verb: "replace", seconds: time(MEMBER, "delete") + time(MEMBER) });
    expect(criticalPath).toHaveLength(2);
  });
});

describe("the prediction of a destroy", () => {
  it("goes the other way round, in layers as in resources", () => {
    const { criticalPath, layers, operation } = predict(asDestroy(rollout(network, aurora)));
    expect(operation).toBe("destroy");
    expect(layers.map((each) => each.layer)).toEqual(["data", "network"]);
    expect(criticalPath.map(({ layer: where, verb, name }) => `${where} ${verb} ${name}`.trim())).toEqual([
      "data start",
      "data delete db-2",
      "data delete db-1",
      "data delete db",
      "network start",
      "network delete vpc",
    ]);
  });

  it("waits for a whole round before the next one starts, as the engine does", () => {
    const two = layer("data", {
      resources: [did(MEMBER, "slow", "delete"), did(ALARM, "quick", "delete"), did(CLUSTER, "under-quick", "delete")],
      before: {
        [urn(ALARM, "quick")]: [urn(CLUSTER, "under-quick")],
        [urn(MEMBER, "slow")]: [urn(CLUSTER, "under-quick")],
      },
    });
    expect(predict(rollout(two)).seconds.typical).toBe(START + time(MEMBER, "delete") + time(CLUSTER, "delete"));
  });
});
