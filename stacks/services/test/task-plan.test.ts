import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LEAST_MEMORY, planFurtherResources, planResources, planTask } from "../src/task-plan.ts";
import { serviceOf } from "./environments.ts";

describe("a task on Fargate", () => {
  test.each([
    ["proliferate-dev", "worker", "256", "512"],
    ["proliferate-prod", "worker", "512", "1024"],
    ["proliferate-dev", "llm-proxy", "512", "1024"],
    ["proliferate-prod", "llm-proxy", "1024", "2048"],
    ["proliferate-dev", "gateway", "256", "512"],
    ["proliferate-prod", "gateway", "512", "1024"],
    ["runlayer-prod", "backend", "2048", "4096"],
  ])(
    "of %s/%s has %s CPU units and %s MiB (PROL-040, PROL-043, PROL-045, RUN-055, RUN-056)",
    (name, key, cpu, memory) => {
      const service = serviceOf(name, key);
      expect(planTask(service)).toMatchObject({
        requiresCompatibilities: ["FARGATE"],
        networkMode: "awsvpc",
        cpu,
        memory,
      });
      expect(planResources(service)).toEqual({});
    },
  );

  test("runs on the processors that its image is built for", () => {
    const { runtimePlatform } = planTask(serviceOf("suna-prod-fargate", "api"));
    expect(runtimePlatform).toEqual({ operatingSystemFamily: "LINUX", cpuArchitecture: "ARM64" });
  });
});

describe("a task on EC2", () => {
  const api = serviceOf("suna-dev", "api");

  test("keeps memory without a limit where it is told to (SUNA-018)", () => {
    expect(planTask(api)).toMatchObject({ requiresCompatibilities: ["EC2"] });
    expect(planTask(api)).not.toHaveProperty("memory");
    expect(planTask(api)).not.toHaveProperty("cpu");
    expect(planResources(api)).toEqual({ cpu: 512, memoryReservation: 1024 });
  });

  test("has its memory as a limit else", () => {
    const { memoryReservation: _gone, ...ec2 } = api.ec2 ?? { placement: "spread", networkMode: "awsvpc" };
    expect(planTask({ ...api, ec2, memory: 2048 }).memory).toBe("2048");
    expect(planResources({ ...api, ec2 })).toEqual({ cpu: 512 });
  });

  test("has a limit in Service Connect, which asks for one: the higher of the two", () => {
    const toolGuard = serviceOf("runlayer-enterprise", "tool-guard");
    const { ec2 = { placement: "spread", networkMode: "awsvpc" } } = toolGuard;
    const reserved = { ...toolGuard, ec2: { ...ec2, memoryReservation: 4096 } };
    expect(planTask({ ...reserved, memory: 512 }).memory).toBe("4096");
    expect(planTask({ ...reserved, memory: 8192 }).memory).toBe("8192");
  });

  test("has a part of a GPU, as text (RUN-067)", () => {
    expect(planResources(serviceOf("runlayer-enterprise", "tool-guard")).resourceRequirements).toEqual([
      { type: "GPU", value: "0.25" },
    ]);
  });

  test("keeps for all of its containers together what it is told to keep", () => {
    const container = {
      start: "beside",
      essential: false,
      inherit: true,
      environment: {},
      secrets: {},
      logGroup: "/a",
    } as const;
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { maxLength: 9 });
    fc.assert(
      fc.property(names, fc.integer({ min: 10 * LEAST_MEMORY, max: 8192 }), (keys, memoryReservation) => {
        const containers = Object.fromEntries(keys.map((key) => [key, container]));
        const service = {
          ...api,
          containers,
          ec2: { networkMode: "awsvpc", placement: "spread", memoryReservation },
        } as const;
        const own = planResources(service).memoryReservation ?? 0;
        const other = planFurtherResources(service).memoryReservation ?? 0;
        expect(own).toBeGreaterThanOrEqual(LEAST_MEMORY);
        expect(own + keys.length * other).toBe(memoryReservation);
      }),
    );
  });
});
