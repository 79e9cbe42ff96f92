import { mkdirSync } from "node:fs";
import * as aws from "@pulumi/aws";
import * as random from "@pulumi/random";
import * as automation from "@pulumi/pulumi/automation/index.js";
import { openWorld, startCloud, stopCloud, rehearsalEnvironment } from "./src/index.ts";
const root = process.argv[2] ?? "/tmp/rh";
mkdirSync(root, { recursive: true });
const world = openWorld(root);
let t = performance.now();
const cloud = await startCloud(world);
console.log(cloud, performance.now() - t);
const envVars = rehearsalEnvironment(world, cloud.port);
Object.assign(process.env, envVars);
const stack = await automation.default.LocalWorkspace.createOrSelectStack({
  projectName: "network", stackName: "threa-prod",
  program: async () => {
    const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16", tags: { Name: "x" } });
    const pw = new random.RandomPassword("pw", { length: 20 });
    return { vpcId: vpc.id, arn: vpc.arn, pw: pw.result };
  },
}, { envVars });
await stack.setConfig("aws:region", { value: "eu-central-1" });
const op = process.argv[3] ?? "up";
t = performance.now();
if (op === "up") { const r = await stack.up({ onOutput: console.log }); console.log(r.outputs, r.summary.resourceChanges); }
if (op === "preview") { const r = await stack.preview({ onOutput: console.log }); console.log(r.changeSummary); }
if (op === "refresh") { const r = await stack.refresh({ onOutput: console.log }); console.log(r.summary.resourceChanges); }
if (op === "destroy") { const r = await stack.destroy({ onOutput: console.log }); console.log(r.summary.resourceChanges); }
console.log(performance.now() - t);
if (op === "stop") console.log(await stopCloud(world));
