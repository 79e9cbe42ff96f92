import { describe, expect, test } from "vitest";
import { planContainer, planFurtherContainer, planMigrationContainer, scratchVolumes } from "../src/container-plan.ts";
import { serviceOf } from "./environments.ts";

const sources = {
  image: "123456789012.dkr.ecr.eu-central-1.amazonaws.com/threa:latest",
  secrets: [{ name: "DATABASE_URL", valueFrom: "arn:aws:ssm:eu-central-1:123456789012:parameter/threa/database-url" }],
  logGroup: "/ecs/threa",
  region: "eu-central-1",
};

describe("the container of a service", () => {
  const service = serviceOf("threa-prod", "app");
  const container = planContainer("app", service, sources);

  test("listens on one port and has the service's key for a name (THREA-022)", () => {
    expect(container.name).toBe("app");
    expect(container.portMappings).toEqual([{ containerPort: 3000, protocol: "tcp" }]);
  });

  test("writes to the service's log group in its region (THREA-033)", () => {
    expect(container.logConfiguration).toEqual({
      logDriver: "awslogs",
      options: {
        "awslogs-group": "/ecs/threa",
        "awslogs-region": "eu-central-1",
        "awslogs-stream-prefix": "app",
      },
    });
  });

  test("runs as a user who is not root", () => {
    expect(container.user).toBe("1000:1000");
  });

  test("has an init process only where operators open shells in it", () => {
    expect(container.linuxParameters).toEqual({ initProcessEnabled: true });
    expect(planContainer("app", { ...service, executeCommand: false }, sources).linuxParameters).toBeUndefined();
  });

  test("gives the same text for variables in another order", () => {
    const one = planContainer("app", { ...service, environment: { A: "1", B: "2" } }, sources);
    const other = planContainer("app", { ...service, environment: { B: "2", A: "1" } }, sources);
    expect(JSON.stringify(one)).toBe(JSON.stringify(other));
  });

  test("leaves the image its own command unless one is given", () => {
    expect(container).not.toHaveProperty("command");
    expect(planContainer("app", { ...service, command: ["bun", "start"] }, sources).command).toEqual(["bun", "start"]);
  });

  test("mounts each scratch folder as a volume of its own", () => {
    const sealed = { ...service, readonlyRootFilesystem: true, scratchPaths: ["/tmp", "/app/cache"] };
    expect(scratchVolumes(sealed).map(({ name }) => name)).toEqual(["scratch-1", "scratch-2"]);
    expect(planContainer("app", sealed, sources)).toMatchObject({
      readonlyRootFilesystem: true,
      mountPoints: [
        { sourceVolume: "scratch-1", containerPath: "/tmp" },
        { sourceVolume: "scratch-2", containerPath: "/app/cache" },
      ],
    });
  });
});

describe("the port of a container", () => {
  const service = serviceOf("threa-prod", "app");

  test("is left out where it listens at none", () => {
    const { port: _none, ...silent } = service;
    expect(planContainer("app", silent, sources)).not.toHaveProperty("portMappings");
  });

  test("has a name where other services reach it by one (RUN-069)", () => {
    const toolGuard = serviceOf("runlayer-enterprise", "tool-guard");
    expect(planContainer("tool-guard", toolGuard, sources).portMappings).toEqual([
      { containerPort: 8080, protocol: "tcp", name: "tool-guard", appProtocol: "http" },
    ]);
  });

  test("is any of the instance's that is free where tasks share its address", () => {
    const bridged = { ...service, capacity: "ec2", ec2: { networkMode: "bridge", placement: "spread" } } as const;
    expect(planContainer("app", bridged, sources).portMappings).toEqual([
      { containerPort: 3000, protocol: "tcp", hostPort: 0 },
    ]);
  });
});

describe("Runlayer's backend", () => {
  const backend = serviceOf("runlayer-dev", "backend");
  const { prestart } = backend.containers;
  const further =
    prestart && planFurtherContainer("prestart", prestart, backend, { ...sources, logGroup: "/prestart" });

  test("waits for a container before it that ends well, and without which the task goes on (RUN-046, RUN-047)", () => {
    const own = planContainer("backend", backend, sources);
    expect(own).toMatchObject({ essential: true, dependsOn: [{ containerName: "prestart", condition: "SUCCESS" }] });
    expect(further).toMatchObject({ name: "prestart", essential: false });
  });

  test("has its migrations run there, with its own image and variables, into another log group (RUN-048, RUN-090)", () => {
    expect(further).toMatchObject({
      command: ["bash", "scripts/prestart.sh"],
      image: sources.image,
      environment: planContainer("backend", backend, sources).environment,
      logConfiguration: { options: { "awslogs-group": "/prestart", "awslogs-stream-prefix": "prestart" } },
    });
    expect(further).not.toHaveProperty("portMappings");
    expect(further).not.toHaveProperty("dependsOn");
  });
});

describe("a container beside the service's own", () => {
  const service = serviceOf("threa-prod", "app");
  const beside = {
    start: "beside",
    essential: true,
    inherit: true,
    environment: {},
    secrets: {},
    logGroup: "/a",
  } as const;
  const check = {
    command: ["CMD", "true"],
    intervalSeconds: 30,
    timeoutSeconds: 5,
    retries: 3,
    startPeriodSeconds: 60,
  };

  test.each([
    [beside, "START"],
    [{ ...beside, healthCheck: check }, "HEALTHY"],
  ])("is waited for until it is well, or as long as it takes to start", (container, condition) => {
    const { dependsOn } = planContainer("app", { ...service, containers: { proxy: container } }, sources);
    expect(dependsOn).toEqual([{ containerName: "proxy", condition }]);
  });

  test("ends the task with it where it says so, and runs as its own user", () => {
    const planned = planFurtherContainer("proxy", { ...beside, user: "101" }, service, sources);
    expect(planned).toMatchObject({ essential: true, user: "101" });
    expect(planFurtherContainer("proxy", beside, service, sources).user).toBe("1000:1000");
  });
});

test("checks the health of Proliferate's worker at its own port from inside (PROL-042)", () => {
  const { healthCheck } = planContainer("worker", serviceOf("proliferate-dev", "worker"), sources);
  expect(healthCheck?.command.join(" ")).toContain("http://localhost:8080/health");
});

test("checks the health of both HappyRobot containers from inside (HAPPY-052)", () => {
  for (const key of ["api", "web"]) {
    const { healthCheck } = planContainer(key, serviceOf("happyrobot-dev", key), sources);
    expect(healthCheck).toMatchObject({ interval: 30, timeout: 5, retries: 3, startPeriod: 60 });
    expect(healthCheck?.command[0]).toBe("CMD-SHELL");
  }
});

describe("the container of the migration", () => {
  const service = serviceOf("threa-prod", "app");
  const migration = planMigrationContainer("app", service, ["bun", "run", "migrate"], sources);

  test("has the service's image, variables and secrets, and the migration's command", () => {
    const container = planContainer("app", service, sources);
    for (const term of ["image", "environment", "secrets", "user"] as const) {
      expect(migration[term]).toEqual(container[term]);
    }
    expect(migration.command).toEqual(["bun", "run", "migrate"]);
  });

  test("opens no port, is not checked on, and logs under a name of its own", () => {
    expect(migration).not.toHaveProperty("portMappings");
    expect(migration).not.toHaveProperty("healthCheck");
    expect(migration.logConfiguration.options["awslogs-stream-prefix"]).toBe("migration");
  });
});
