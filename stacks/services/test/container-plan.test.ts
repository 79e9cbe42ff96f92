import { describe, expect, test } from "vitest";
import { planContainer, planMigrationContainer, scratchVolumes } from "../src/container-plan.ts";
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
