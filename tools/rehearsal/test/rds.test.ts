import { describe, expect, it } from "vitest";
import { create } from "../src/operations/lifecycle.ts";
import type { Values } from "../src/wire/values.ts";
import { memoryCloud, scopeIn, urnOf } from "./memory-cloud.ts";

const CLUSTER = "aws:rds/cluster:Cluster";
const INSTANCE = "aws:rds/clusterInstance:ClusterInstance";

describe("an instance of a cluster", () => {
  const cloud = memoryCloud();
  const scope = scopeIn("eu-central-1");
  const make = (type: string, name: string, inputs: Values) =>
    create(cloud, { type, urn: urnOf(type, name) }, { engine: "aurora-postgresql", ...inputs }, scope, false);
  const cluster = make(CLUSTER, "db", {
    clusterIdentifier: "db",
    engineVersion: "16.6",
    serverlessv2ScalingConfiguration: { minCapacity: 0.5, maxCapacity: 2 },
  });
  const [first, second] = ["db-1", "db-2"].map((identifier) =>
    make(INSTANCE, identifier, { identifier, clusterIdentifier: "db", instanceClass: "db.serverless" }),
  );

  it("runs the version of its cluster", () => {
    expect(cluster.outputs.engineVersion).toBe("16.6");
    expect(first?.outputs).toMatchObject({ engineVersion: "16.6", engineVersionActual: "16.6" });
  });

  it("writes where it is the first, and reads where it is not", () => {
    expect([first, second].map((one) => one?.outputs.writer)).toEqual([true, false]);
  });
});
