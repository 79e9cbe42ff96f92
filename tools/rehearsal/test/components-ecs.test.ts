import { describe, expect, it } from "vitest";
import { parseJson } from "../src/wire/equality.ts";
import { isSecret, secret, UNKNOWN } from "../src/wire/values.ts";
import { openStage } from "./component-stage.ts";

const NETWORK = { subnets: ["subnet-1"], securityGroups: ["sg-1"] };

describe("a Fargate task definition", () => {
  it("comes with a log group, a task role and an execution role that may pull and log", async () => {
    const { make } = openStage();
    const made = await make("awsx:ecs:FargateTaskDefinition", "api", { container: { image: "nginx", memory: 512 } });
    expect(made.names).toEqual([
      "LogGroup api",
      "Role api-task",
      "Role api-execution",
      "RolePolicyAttachment api-execution-9a42f520",
      "TaskDefinition api",
    ]);
    expect(made.child("RolePolicyAttachment").inputs).toMatchObject({
      policyArn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
    });
    expect(Object.keys(made.outputs).sort()).toEqual([
      "executionRole",
      "loadBalancers",
      "logGroup",
      "taskDefinition",
      "taskRole",
    ]);
    const { inputs } = made.child("TaskDefinition");
    expect(inputs).toMatchObject({
      cpu: "256",
      memory: "512",
      networkMode: "awsvpc",
      requiresCompatibilities: ["FARGATE"],
      family: expect.stringMatching(/^api-[0-9a-f]{8}$/),
      taskRoleArn: made.child("Role", "api-task").outputs.arn,
    });
    expect(parseJson(String(inputs.containerDefinitions))).toEqual([
      {
        image: "nginx",
        memory: 512,
        name: "container",
        logConfiguration: {
          logDriver: "awslogs",
          options: {
            "awslogs-group": made.child("LogGroup").outputs.name,
            "awslogs-region": "eu-central-1",
            "awslogs-stream-prefix": "container",
          },
        },
      },
    ]);
  });

  it.each([
    [[{ cpu: 256, memory: 512 }], ["256", "512"]],
    [[{ cpu: 256, memory: 3000 }], ["512", "3072"]],
    [
      [{ cpu: 700 }, { cpu: 400, memoryReservation: 100, memory: 2000 }],
      ["2048", "4096"],
    ],
    [[{}], ["256", "512"]],
  ])("is the smallest size that holds %j", async (containers, size) => {
    const { make } = openStage();
    const named = Object.fromEntries(containers.map((one, index) => [`c${index}`, { image: "nginx", ...one }]));
    const { inputs } = (await make("awsx:ecs:FargateTaskDefinition", "api", { containers: named })).child(
      "TaskDefinition",
    );
    expect([inputs.cpu, inputs.memory]).toEqual(size);
  });

  it("keeps to what the program says of roles and logs", async () => {
    const { make, cloud } = openStage();
    const roleArn = "arn:aws:iam::123456789012:role/mine";
    cloud.account.give(roleArn);
    const made = await make("awsx:ecs:FargateTaskDefinition", "api", {
      container: { name: "web", image: "nginx" },
      logGroup: { skip: true },
      taskRole: { skip: true },
      executionRole: { roleArn },
    });
    expect(made.names).toEqual(["TaskDefinition api"]);
    expect(made.child("TaskDefinition").inputs).toMatchObject({ executionRoleArn: roleArn });
    expect(made.child("TaskDefinition").inputs).not.toHaveProperty("taskRoleArn");
    await expect(make("awsx:ecs:FargateTaskDefinition", "both", { container: {}, containers: {} })).rejects.toThrow(
      "Exactly one of [container] or [containers]",
    );
  });

  it("hides containers with a secret in them, and does not know them in a preview", async () => {
    const environment = [{ name: "KEY", value: secret("hidden") }];
    const inputs = { container: { image: "nginx", environment }, logGroup: { skip: true } };
    const made = await openStage().make("awsx:ecs:FargateTaskDefinition", "api", inputs);
    expect(isSecret(made.child("TaskDefinition").inputs.containerDefinitions)).toBe(true);
    const planned = await openStage(true).make("awsx:ecs:FargateTaskDefinition", "api", {
      container: { image: "nginx", command: [UNKNOWN] },
    });
    expect(planned.child("TaskDefinition").inputs).toMatchObject({
      containerDefinitions: UNKNOWN,
      family: UNKNOWN,
      cpu: "256",
    });
  });
});

describe("a Fargate service", () => {
  it("makes its task definition as a component, and hangs it on the target group of a port", async () => {
    const { make, refer, cloud } = openStage();
    for (const word of ["vpc-1", "subnet-1", "sg-1"]) cloud.account.give(word);
    const targetGroup = refer("aws:lb/targetGroup:TargetGroup", "web", {
      vpcId: "vpc-1",
      port: 8080,
      protocol: "HTTP",
      targetType: "ip",
    });
    const arn = cloud.account.ofType("aws:lb/targetGroup:TargetGroup", "eu-central-1")[0]?.outputs.arn;
    const made = make("awsx:ecs:FargateService", "api", {
      networkConfiguration: NETWORK,
      taskDefinitionArgs: { container: { name: "web", image: "nginx", portMappings: [{ targetGroup }] } },
    });
    // AWS wants a listener in front of the group: that is not the component's to make.
    await expect(made).rejects.toThrow(/does not have an associated load balancer/);
    const plan = await openStage(true).make("awsx:ecs:FargateService", "api", {
      networkConfiguration: NETWORK,
      continueBeforeSteadyState: true,
      taskDefinitionArgs: {
        container: { name: "web", image: "nginx", portMappings: [{ containerPort: 80, name: "http" }] },
      },
    });
    expect(arn).toMatch(/^arn:aws:elasticloadbalancing/);
    expect(plan.child("TaskDefinition").parent).toBe("awsx:ecs:FargateService$awsx:ecs:FargateTaskDefinition::api");
    expect(plan.child("Service").parent).toBe("awsx:ecs:FargateService");
    expect(plan.child("Service").inputs).toMatchObject({
      desiredCount: 1,
      launchType: "FARGATE",
      waitForSteadyState: false,
      taskDefinition: UNKNOWN,
    });
    expect(Object.keys(plan.outputs)).toEqual(["service", "taskDefinition"]);
  });

  it("goes into the default VPC when the program names no network", async () => {
    const { make } = openStage(true);
    const made = await make("awsx:ecs:FargateService", "api", { assignPublicIp: true, taskDefinition: "api:1" });
    expect(made.names).toEqual(["SecurityGroup api-sg", "Service api"]);
    expect(made.child("Service").inputs.networkConfiguration).toMatchObject({
      assignPublicIp: true,
      subnets: [
        expect.stringMatching(/^subnet-/),
        expect.stringMatching(/^subnet-/),
        expect.stringMatching(/^subnet-/),
      ],
    });
    await expect(make("awsx:ecs:FargateService", "hidden", { taskDefinition: "api:1" })).rejects.toThrow(
      "The default VPC does not have any private subnets",
    );
  });

  it.each([
    [{ taskDefinition: "a:1", taskDefinitionArgs: {} }, "Only one of `taskDefinition`"],
    [{}, "Either `taskDefinition` or `taskDefinitionArgs`"],
    [{ networkConfiguration: NETWORK, assignPublicIp: true }, "Only one of `networkConfiguration`"],
    [
      { taskDefinition: "a:1", capacityProviderStrategies: [], useClusterDefaultCapacityProviderStrategy: true },
      "Only one of `capacityProviderStrategies`",
    ],
  ])("refuses %j", async (inputs, words) => {
    await expect(openStage(true).make("awsx:ecs:FargateService", "api", inputs)).rejects.toThrow(words);
  });
});

describe("a service on instances", () => {
  it("has the same parts, and says EC2 unless a capacity provider is named", async () => {
    const { make } = openStage(true);
    const made = await make("awsx:ecs:EC2Service", "api", {
      taskDefinitionArgs: { container: { image: "nginx" }, networkMode: "bridge" },
    });
    expect(made.child("TaskDefinition").inputs).toMatchObject({
      networkMode: "bridge",
      requiresCompatibilities: ["EC2"],
    });
    expect(made.child("TaskDefinition").inputs).not.toHaveProperty("cpu");
    expect(made.child("Service").inputs).toMatchObject({ launchType: "EC2" });
    const spot = await make("awsx:ecs:EC2Service", "spot", {
      taskDefinition: "api:1",
      capacityProviderStrategies: [{ capacityProvider: "spot", weight: 1 }],
    });
    expect(spot.child("Service").inputs).not.toHaveProperty("launchType");
  });
});
