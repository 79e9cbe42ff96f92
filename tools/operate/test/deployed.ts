import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  CreateClusterCommand,
  CreateServiceCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
} from "@aws-sdk/client-ecs";
import { type Moto, type MotoProxy, startMoto, startMotoProxy } from "@strata/moto";
import { vi } from "vitest";

/** The repository that these tests stand in. */
export const ROOT = join(import.meta.dirname, "..", "..", "..");
export const ENVIRONMENT = "threa-prod";
export const ECS = "AmazonEC2ContainerServiceV20141113";

const REGION = "eu-central-1";
const GROUP = "/ecs/threa";

/** threa-prod as a deploy leaves it: in a state, and in a stand-in of AWS behind a proxy. */
export interface Deployed {
  readonly proxy: MotoProxy;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly migrationArn: string;
  readonly serviceArn: string;
  /** Writes lines as a container of a task does. */
  readonly write: (prefix: string, taskArn: string, ...lines: readonly string[]) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export async function deploy(): Promise<Deployed> {
  const moto: Moto = await startMoto();
  const proxy = await startMotoProxy(moto);
  for (const [name, value] of Object.entries(proxy.variables)) vi.stubEnv(name, value);
  const ecs = new ECSClient({ region: REGION });
  const logs = new CloudWatchLogsClient({ region: REGION });
  const { cluster } = await ecs.send(new CreateClusterCommand({ clusterName: "threa" }));
  const definitions = await Promise.all(
    ["threa", "threa-migration"].map((family) =>
      ecs.send(
        new RegisterTaskDefinitionCommand({
          family,
          requiresCompatibilities: ["FARGATE"],
          cpu: "256",
          memory: "512",
          containerDefinitions: [
            {
              name: "app",
              image: "threa:latest",
              // Fargate needs it of the task alone; the stand-in adds those of the containers up.
              memory: 512,
              logConfiguration: {
                logDriver: "awslogs",
                options: {
                  "awslogs-group": GROUP,
                  "awslogs-region": REGION,
                  "awslogs-stream-prefix": family === "threa" ? "app" : "migration",
                },
              },
            },
          ],
        }),
      ),
    ),
  );
  const [own = "", migrationArn = ""] = definitions.map(
    ({ taskDefinition }) => taskDefinition?.taskDefinitionArn ?? "",
  );
  const service = { cluster: "threa", serviceName: "threa", taskDefinition: own, desiredCount: 1 };
  const created = await ecs.send(new CreateServiceCommand({ ...service, launchType: "FARGATE" }));
  const serviceArn = created.service?.serviceArn ?? "";
  await logs.send(new CreateLogGroupCommand({ logGroupName: GROUP }));
  const subnetIds = await firstId(moto, "DescribeSubnets", /subnet-[0-9a-f]+/);
  const securityGroupIds = await firstId(moto, "DescribeSecurityGroups", /sg-[0-9a-f]+/);
  const backend = writeState({
    serviceNames: { app: "threa" },
    serviceArns: { app: serviceArn },
    logGroupNames: { app: GROUP },
    targetGroupArns: {},
    targetGroupArnSuffixes: {},
    urls: {},
    internalUrls: {},
    deployed: { app: true },
    migration: {
      taskDefinitionArn: migrationArn,
      clusterArn: cluster?.clusterArn ?? "",
      container: "app",
      command: ["bun", "run", "migrate"],
      subnetIds,
      securityGroupIds,
      assignPublicIp: true,
      capacityProvider: "FARGATE",
    },
  });
  vi.stubEnv("PULUMI_BACKEND_URL", `file://${backend}`);
  return {
    proxy,
    subnetIds,
    securityGroupIds,
    migrationArn,
    serviceArn,
    write: async (prefix, taskArn, ...lines) => {
      const stream = { logGroupName: GROUP, logStreamName: `${prefix}/app/${taskArn.split("/").at(-1)}` };
      await logs.send(new CreateLogStreamCommand(stream));
      const logEvents = lines.map((message, index) => ({ message, timestamp: Date.now() + index }));
      await logs.send(new PutLogEventsCommand({ ...stream, logEvents }));
    },
    stop: async () => {
      vi.unstubAllEnvs();
      ecs.destroy();
      logs.destroy();
      rmSync(backend, { recursive: true });
      await proxy.stop();
      await moto.stop();
    },
  };
}

/** The first id in an answer of EC2: an account has a network of its own from the start. */
async function firstId({ endpoint }: Moto, operation: string, id: RegExp): Promise<readonly string[]> {
  const answer = await fetch(endpoint, {
    method: "POST",
    headers: { authorization: `AWS4-HMAC-SHA256 Credential=A/20261121/${REGION}/ec2/aws4_request` },
    body: new URLSearchParams({ Action: operation, Version: "2016-11-15" }),
  });
  return [id.exec(await answer.text())?.[0] ?? ""];
}

/** A backend whose services layer has outputs. */
function writeState(outputs: object): string {
  const backend = mkdtempSync(join(tmpdir(), "strata-operate-"));
  const folder = join(backend, ".pulumi", "stacks", "services");
  mkdirSync(folder, { recursive: true });
  const urn = `urn:pulumi:${ENVIRONMENT}::services::pulumi:pulumi:Stack::services-${ENVIRONMENT}`;
  const resources = [{ urn, type: "pulumi:pulumi:Stack", outputs }];
  writeFileSync(
    join(folder, `${ENVIRONMENT}.json`),
    JSON.stringify({ version: 3, checkpoint: { latest: { resources } } }),
  );
  return backend;
}
