import { expect, test } from "vitest";
import { planPools } from "../src/pools/pool-plan.ts";
import { userData } from "../src/pools/user-data.ts";
import { environment } from "./environment.ts";

const scriptsOf = (name: string) => planPools(environment(name)).map((plan) => userData("suna-ecs", plan));

test("joins the cluster, drains before Spot takes an instance, and keeps its credentials from tasks (SUNA-009)", () => {
  expect(scriptsOf("suna-prod")).toEqual([
    [
      "#!/bin/bash",
      "cat <<'CONFIG' >> /etc/ecs/ecs.config",
      "ECS_CLUSTER=suna-ecs",
      "ECS_AWSVPC_BLOCK_IMDS=true",
      "ECS_ENABLE_SPOT_INSTANCE_DRAINING=true",
      "CONFIG",
      "",
    ].join("\n"),
  ]);
});

test("shows the agent the GPUs of instances that have some, and knows no Spot where all are On-Demand (RUN-038)", () => {
  const [script] = scriptsOf("runlayer-enterprise");
  expect(script).toContain("ECS_ENABLE_GPU_SUPPORT=true");
  expect(script).not.toContain("SPOT");
});
