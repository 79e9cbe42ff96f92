import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TaskEvent } from "@strata/ecs";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { migrate } from "../src/migrate.ts";
import { execWords } from "../src/open-shell.ts";
import { type LogLine, readLogs } from "../src/read-logs.ts";
import { refreshServices } from "../src/refresh-services.ts";
import { serviceStatus } from "../src/service-status.ts";
import { changed, clock, deploymentOf, ends } from "./answers.ts";
import { type Deployed, deploy, ECS, ENVIRONMENT, ROOT } from "./deployed.ts";

let world: Deployed;

beforeAll(async () => {
  world = await deploy();
});

afterEach(() => world.proxy.answers.clear());

afterAll(() => world.stop());

const called = (operation: string) => world.proxy.calls.filter(({ target }) => target === `${ECS}.${operation}`);
const request = { root: ROOT, environment: ENVIRONMENT };

/** To ECS no task is known: those of other tests are still at work in the stand-in. */
const forgetsTasks = () => world.proxy.answers.set(`${ECS}.ListTasks`, () => ({ status: 200, body: { taskArns: [] } }));

describe("strata migrate", () => {
  it("PROL-107: runs the task of the outputs, with its log, and again where it is asked again", async () => {
    const before = called("RunTask").length;
    const events: TaskEvent[] = [];
    const arn = await migrate(request, { ...clock(), notify: (event) => events.push(event) });
    await migrate(request, { ...clock(), notify: () => undefined });
    const [first, second] = called("RunTask").slice(before);
    expect(first?.body).toMatchObject({
      taskDefinition: world.migrationArn,
      startedBy: "strata/threa-prod/threa-migration/1",
      launchType: "FARGATE",
      networkConfiguration: {
        awsvpcConfiguration: {
          subnets: world.subnetIds,
          securityGroups: world.securityGroupIds,
          assignPublicIp: "ENABLED",
        },
      },
    });
    expect(first?.body).not.toHaveProperty("overrides");
    expect(second?.body.clientToken).not.toBe(first?.body.clientToken);
    expect(events).toContainEqual({ code: "task-started", data: { taskArn: arn } });
  });

  it("THREA-066: runs another command with the image and the secrets of the migration", async () => {
    await migrate({ ...request, command: ["bun", "run", "migrate"] }, { ...clock(), notify: () => undefined });
    expect(called("RunTask").at(-1)?.body.overrides).toEqual({
      containerOverrides: [{ name: "app", command: ["bun", "run", "migrate"] }],
    });
  });

  it("PROL-107: fails with the exit code of the container, and shows each line of its log once", async () => {
    world.proxy.answers.set(`${ECS}.DescribeTasks`, async (_call, forward) => ends(3)(await forward()));
    world.proxy.answers.set(`${ECS}.RunTask`, async (_call, forward) => {
      const answer = await forward();
      const [task] = Object(answer.body).tasks;
      await world.write("migration", task.taskArn, "connecting", "relation does not exist");
      return answer;
    });
    const lines: string[] = [];
    const failed = migrate(request, {
      ...clock(),
      notify: (event) => void (event.code === "task-log" && lines.push(event.data.line)),
    });
    await expect(failed).rejects.toMatchObject({
      code: "MIGRATION_FAILED",
      message: "the migration threa-migration:1 ended with exit code 3 (Essential container in task exited)",
      hint: `put right what it names, then: strata migrate ${ENVIRONMENT}`,
    });
    expect(lines).toEqual(["connecting", "relation does not exist"]);
  });

  it("says why a task never started, whether RunTask or the task says so", async () => {
    forgetsTasks();
    const failures = [{ arn: "x", reason: "RESOURCE:MEMORY" }];
    world.proxy.answers.set(`${ECS}.RunTask`, () => ({ status: 200, body: { tasks: [], failures } }));
    const refused = migrate(request, { ...clock(), notify: () => undefined });
    await expect(refused).rejects.toThrow("never started (RESOURCE:MEMORY)");
    world.proxy.answers.set(`${ECS}.RunTask`, () => ({
      status: 400,
      body: { __type: "InvalidParameterException", message: "Error retrieving subnet information" },
    }));
    const invalid = migrate(request, { ...clock(), notify: () => undefined });
    await expect(invalid).rejects.toThrow("cannot be started (InvalidParameterException: Error retrieving subnet");
  });

  it("F39, F43: waits for the task of a command that was killed, and starts no second one", async () => {
    forgetsTasks();
    world.proxy.answers.set(`${ECS}.DescribeTasks`, async (_call, forward) =>
      changed(await forward(), (task) => ({ ...task, lastStatus: "RUNNING", containers: [{ name: "app" }] })),
    );
    const cut = migrate(request, {
      now: () => 0,
      pause: () => Promise.reject(new Error("killed")),
      notify: () => undefined,
    });
    await expect(cut).rejects.toThrow("killed");
    const before = called("RunTask").length;
    world.proxy.answers.clear();
    const events: string[] = [];
    await migrate(request, { ...clock(), notify: ({ code }) => void events.push(code) });
    expect(events).toContain("task-found");
    expect(called("RunTask")).toHaveLength(before);
  });

  it("F38 stops a task at the time-out", async () => {
    forgetsTasks();
    world.proxy.answers.set(`${ECS}.DescribeTasks`, async (_call, forward) =>
      changed(await forward(), (task) => ({ ...task, lastStatus: "RUNNING", containers: [{ name: "app" }] })),
    );
    const late = migrate({ ...request, command: ["sleep", "infinity"] }, { ...clock(), notify: () => undefined });
    await expect(late).rejects.toThrow("was stopped: it was still RUNNING after 30 minutes");
    expect(called("StopTask").at(-1)?.body.reason).toBe("not done within 30 minutes");
  });

  it("PROL-108: starts nothing where no deploy has ended well", async () => {
    const before = world.proxy.calls.length;
    const none = migrate({ ...request, environment: "proliferate-dev" }, { ...clock(), notify: () => undefined });
    await expect(none).rejects.toMatchObject({
      code: "LAYER_NOT_DEPLOYED",
      hint: "nx deploy services -c proliferate-dev",
    });
    expect(world.proxy.calls).toHaveLength(before);
  });
});

describe("strata logs", () => {
  it("THREA-067: prints a service's log, and follows it without a line twice", async () => {
    await world.write("app", "arn:aws:ecs:eu-central-1:1:task/threa/0a1b", "listening at 3000");
    const lines: LogLine[] = [];
    const asked = { ...request, service: "app", since: Date.now() - 60_000, follow: true };
    let looks = 0;
    const following = readLogs(asked, {
      now: () => 0,
      line: (line) => lines.push(line),
      pause: async () => {
        looks += 1;
        if (looks === 1) await world.write("app", "arn:aws:ecs:eu-central-1:1:task/threa/2c3d", "GET /health");
        if (looks === 3) throw new Error("stopped");
      },
    });
    await expect(following).rejects.toThrow("stopped");
    const own = lines.filter(({ stream }) => stream.startsWith("app/"));
    expect(own.map(({ stream, text }) => `${stream} ${text}`)).toEqual([
      "app/app/0a1b listening at 3000",
      "app/app/2c3d GET /health",
    ]);
  });

  it("names the nearest service where there is none of that name", async () => {
    const wrong = readLogs(
      { ...request, service: "ap", since: 0, follow: false },
      { ...clock(), line: () => undefined },
    );
    await expect(wrong).rejects.toMatchObject({
      code: "OPTION_INVALID",
      message: expect.stringContaining("did you mean app?"),
    });
  });
});

describe("strata refresh-service", () => {
  const asked = { ...request, services: ["app"], wait: true };

  it("RUN-096: forces a new deployment of the services that are named, and waits for it", async () => {
    world.proxy.answers.set(`${ECS}.DescribeServices`, deploymentOf("COMPLETED"));
    const progress: string[] = [];
    const refreshed = await refreshServices(asked, {
      ...clock(),
      progress: (key, text) => progress.push(`${key}: ${text}`),
    });
    expect(refreshed).toEqual(["app"]);
    expect(called("UpdateService").at(-1)?.body).toMatchObject({ service: world.serviceArn, forceNewDeployment: true });
    expect(progress).toEqual(["app: new tasks are started"]);
  });

  it("fails with ECS's reason and events where the new tasks do not come up", async () => {
    world.proxy.answers.set(`${ECS}.DescribeServices`, deploymentOf("FAILED"));
    const failing = refreshServices(asked, { ...clock(), progress: () => undefined });
    await expect(failing).rejects.toMatchObject({
      code: "SERVICE_UNSTEADY",
      message: expect.stringMatching(/app did not come up: tasks failed to start(.|\n)*was unable to place a task/),
    });
  });

  it("touches none where one of the names is wrong", async () => {
    const before = called("UpdateService").length;
    const wrong = refreshServices({ ...asked, services: ["app", "web"] }, { ...clock(), progress: () => undefined });
    await expect(wrong).rejects.toMatchObject({ code: "OPTION_INVALID" });
    expect(called("UpdateService")).toHaveLength(before);
  });
});

describe("strata exec", () => {
  const shell = { ...request, service: "app", command: ["sh", "-c", "echo it's"] };

  it("names the setting of a service that takes no commands", async () => {
    await expect(execWords(shell, "")).rejects.toMatchObject({
      code: "EXEC_DISABLED",
      hint: expect.stringContaining("services.app.executeCommand: true"),
    });
  });

  it("says what to install, and then gives the words for the AWS CLI", async () => {
    const taskArn = "arn:aws:ecs:eu-central-1:123456789012:task/threa/0a1b";
    world.proxy.answers.set(`${ECS}.DescribeServices`, async (_call, forward) => {
      const answer = await forward();
      return { ...answer, body: { services: [{ ...Object(answer.body).services[0], enableExecuteCommand: true }] } };
    });
    world.proxy.answers.set(`${ECS}.ListTasks`, () => ({ status: 200, body: { taskArns: [taskArn] } }));
    world.proxy.answers.set(`${ECS}.DescribeTasks`, () => ({
      status: 200,
      body: { tasks: [{ taskArn, lastStatus: "RUNNING", enableExecuteCommand: true }] },
    }));
    const folder = mkdtempSync(join(tmpdir(), "strata-path-"));
    try {
      writeFileSync(join(folder, "aws"), "", { mode: 0o755 });
      await expect(execWords(shell, folder)).rejects.toMatchObject({
        code: "TOOL_MISSING",
        message: expect.stringContaining("session-manager-plugin"),
      });
      writeFileSync(join(folder, "session-manager-plugin"), "", { mode: 0o755 });
      const words = await execWords(shell, folder);
      expect(words.join(" ")).toBe(
        `aws ecs execute-command --region eu-central-1 --cluster threa --task ${taskArn} --container app ` +
          `--interactive --command sh -c 'echo it'\\''s'`,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("strata tasks", () => {
  it("HAPPY-116: shows a service's tasks, its log group and its events", async () => {
    const [app] = await serviceStatus(ROOT, ENVIRONMENT, []);
    expect(app).toMatchObject({ key: "app", desired: 1, revision: "threa:1", logGroup: "/ecs/threa", api: undefined });
    expect(Array.isArray(app?.tasks)).toBe(true);
  });
});
