import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { text } from "node:stream/consumers";
import { CreateRepositoryCommand, ECRClient, PutImageCommand } from "@aws-sdk/client-ecr";
import {
  CreateClusterCommand,
  CreateServiceCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
} from "@aws-sdk/client-ecs";
import { type Moto, startMoto } from "@strata/moto";
import { loadEnvironment, StrataError } from "@strata/shared-config";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { openAws } from "../../src/aws/aws.ts";
import { neededImagesStep } from "../../src/push/images-step.ts";
import { planPush } from "../../src/push/push-plan.ts";
import { runPush } from "../../src/push/run-push.ts";
import { SetupPlace } from "../setup-place.ts";
import { OUTPUTS } from "./outputs.ts";

const REGION = "eu-south-2";
const environment = loadEnvironment(join(import.meta.dirname, "..", "..", "..", ".."), "happyrobot-dev");
const plan = planPush(environment, OUTPUTS, []);
const host = () => {
  const lines: string[] = [];
  return { lines, tell: (line: string) => void lines.push(line), signal: new AbortController().signal };
};

/** The least that is an image. */
const MANIFEST = JSON.stringify({
  schemaVersion: 2,
  mediaType: "application/vnd.docker.distribution.manifest.v2+json",
  config: {
    mediaType: "application/vnd.docker.container.image.v1+json",
    size: 2,
    digest: `sha256:${"44136fa3".repeat(8)}`,
  },
  layers: [],
});

let moto: Moto;
let folder: string;
let door: Server;
// The stand-in takes the wish for new tasks, and forgets it: so it is read on its way there.
const updates: unknown[] = [];

/** Passes every call on, and keeps what UpdateService is told. */
async function openDoor(): Promise<string> {
  door = createServer(async (request, response) => {
    const body = await text(request);
    const target = String(request.headers["x-amz-target"] ?? "");
    if (target.endsWith(".UpdateService")) updates.push(JSON.parse(body));
    const { authorization = "", "content-type": type = "" } = request.headers;
    const headers = { authorization, "content-type": type, "x-amz-target": target };
    const answer = await fetch(`${moto.endpoint}${request.url}`, { method: "POST", headers, body });
    response.writeHead(answer.status, { "content-type": type }).end(await answer.text());
  });
  door.listen(0, "127.0.0.1");
  await once(door, "listening");
  const address = door.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : address}`;
}

beforeAll(async () => {
  moto = await startMoto();
  for (const [name, value] of Object.entries(moto.variables)) vi.stubEnv(name, value);
  vi.stubEnv("AWS_ENDPOINT_URL", await openDoor());
  folder = mkdtempSync(join(tmpdir(), "strata-push-"));
  vi.stubEnv("PATH", `${folder}${delimiter}${process.env.PATH}`);
  const ecs = new ECSClient({ region: REGION });
  await ecs.send(new CreateClusterCommand({ clusterName: plan.cluster }));
  const containerDefinitions = [{ name: "main", image: "none", memory: 512 }];
  await ecs.send(new RegisterTaskDefinitionCommand({ family: "main", containerDefinitions }));
  for (const serviceName of plan.services) {
    await ecs.send(
      new CreateServiceCommand({ cluster: plan.cluster, serviceName, taskDefinition: "main", desiredCount: 0 }),
    );
  }
  ecs.destroy();
});
beforeEach(() => rmSync(join(folder, "log"), { force: true }));
afterAll(async () => {
  vi.unstubAllEnvs();
  door.closeAllConnections();
  door.close();
  await moto.stop();
  rmSync(folder, { recursive: true });
});

/** A docker that writes down what it is called with, and what of a password comes to its standard input. */
function installDocker(fails = "nothing"): void {
  const script = [
    "#!/bin/sh",
    `echo "$*" >> '${folder}/log'`,
    `[ "$1" = login ] && echo "stdin: $(wc -c | tr -d ' ') bytes" >> '${folder}/log'`,
    `[ "$1" = ${fails} ] && { echo "no space left" >&2; exit 7; }`,
    "exit 0",
  ];
  writeFileSync(join(folder, "docker"), `${script.join("\n")}\n`);
  chmodSync(join(folder, "docker"), 0o755);
}
const calls = () =>
  existsSync(join(folder, "log")) ? readFileSync(join(folder, "log"), "utf8").trimEnd().split("\n") : [];

it("PROL-118, HAPPY-114: builds and pushes the images, then has the services start new tasks", async () => {
  installDocker();
  const { lines, ...telling } = host();
  await runPush("/source", REGION, plan, telling);
  const { api, web } = OUTPUTS.cluster.repositoryUrls;
  expect(calls()).toEqual([
    "version --format {{.Server.Version}}",
    `build --platform linux/amd64 --file /source/Dockerfile.api --tag ${api}:latest /source`,
    `build --platform linux/amd64 --file /source/web_client/Dockerfile.prod --tag ${web}:latest /source/web_client`,
    `login --username AWS --password-stdin ${api.split("/")[0]}`,
    expect.stringMatching(/^stdin: [1-9]\d* bytes$/),
    `push ${api}:latest`,
    `push ${web}:latest`,
  ]);
  expect(lines).toEqual(["new tasks of happyrobot-api", "new tasks of happyrobot-frontend"]);
  expect(updates).toEqual(
    plan.services.map((service) => ({ cluster: plan.cluster, service, forceNewDeployment: true })),
  );
});

it("changes nothing where an image cannot be built", async () => {
  installDocker("build");
  const { lines, ...telling } = host();
  await expect(runPush("/source", REGION, plan, telling)).rejects.toMatchObject({
    code: "TOOL_FAILED",
    message: "docker build ended with code 7: no space left",
  });
  expect(calls()).toHaveLength(2);
  expect(lines).toEqual(["no space left"]);
});

describe("the set-up, before the services,", () => {
  const place = new SetupPlace("happyrobot-dev", "product: happyrobot\ntier: dev\n");
  afterAll(() => place.leave());
  const look = (source = "") =>
    neededImagesStep(async (_, layer) => {
      if (layer === "cluster") return OUTPUTS.cluster;
      throw new StrataError("LAYER_NOT_DEPLOYED", "it is not deployed", { hint: "deploy it", fault: "user" });
    }).prepare(place.context({ "deploy.source": source }, { aws: openAws(REGION) }));
  const actions = async (source?: string) => (await look(source)).changes.map(({ action }) => action);

  it("ends with one message where no image is there, and builds none", async () => {
    installDocker();
    const { changes, apply } = await look();
    expect(changes.map(({ what }) => what)).toEqual(["image api:latest", "image web:latest"]);
    await expect(apply()).rejects.toMatchObject({
      code: "IMAGES_MISSING",
      message: expect.stringMatching(/\n {2}api:latest, for api\n {2}web:latest, for web$/),
      hint: "strata push happyrobot-dev --source <folder> --only api web; then: strata setup happyrobot-dev",
    });
    expect(calls()).toEqual([]);
    const path = process.env.PATH ?? "";
    vi.stubEnv("PATH", place.root);
    await expect((await look("/source")).apply()).rejects.toMatchObject({
      code: "IMAGES_MISSING",
      message: expect.stringContaining("these images, and there is no docker on PATH\n  api:latest"),
    });
    vi.stubEnv("PATH", path);
  });

  it("builds and pushes those alone that ECR does not have, and starts no tasks", async () => {
    const ecr = new ECRClient({ region: REGION });
    for (const repositoryName of ["happyrobot-api", "happyrobot-frontend"])
      await ecr.send(new CreateRepositoryCommand({ repositoryName }));
    const push = async (repositoryName: string, imageTag: string) =>
      ecr.send(new PutImageCommand({ repositoryName, imageTag, imageManifest: MANIFEST }));
    await push("happyrobot-api", "latest");
    await push("happyrobot-frontend", "older");
    updates.length = 0;
    expect(await actions("/source")).toEqual(["keep", "run"]);
    await (await look("/source")).apply();
    expect(calls().filter((line) => /^(build|push)/.test(line))).toEqual([
      expect.stringMatching(/^build .*Dockerfile\.prod .*:latest/),
      `push ${OUTPUTS.cluster.repositoryUrls.web}:latest`,
    ]);
    expect(updates).toEqual([]);
    await push("happyrobot-frontend", "latest");
    expect(await actions("/source")).toEqual(["keep", "keep"]);
    expect(await actions()).toEqual(["keep", "keep"]);
    ecr.destroy();
  });
});

it("says so where there is no docker", async () => {
  rmSync(join(folder, "docker"));
  vi.stubEnv("PATH", folder);
  await expect(runPush("/source", REGION, plan, host())).rejects.toMatchObject({ code: "TOOL_MISSING" });
});
