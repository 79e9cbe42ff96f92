// From a push to an image: a connection to GitHub, a build, a repository, and a function to tell of it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";

const here = import.meta.dirname;
const artifacts = new aws.s3.Bucket("artifacts", { forceDestroy: true });
new aws.s3.BucketVersioning("artifacts", { bucket: artifacts.id, versioningConfiguration: { status: "Enabled" } });

const images = new awsx.ecr.Repository("app", { forceDelete: true });
const credentials = aws.ecr.getAuthorizationTokenOutput({});

const connection = new aws.codestarconnections.Connection("github", { name: "github", providerType: "GitHub" });

const buildRole = new aws.iam.Role("build", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "codebuild.amazonaws.com" }),
});
const pipelineRole = new aws.iam.Role("pipeline", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "codepipeline.amazonaws.com" }),
});
const artifactAccess: aws.iam.PolicyDocument = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"],
      Resource: [artifacts.arn, pulumi.interpolate`${artifacts.arn}/*`],
    },
    { Effect: "Allow", Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"], Resource: "*" },
    { Effect: "Allow", Action: "codestar-connections:UseConnection", Resource: connection.arn },
  ],
};
Object.entries({ build: buildRole, pipeline: pipelineRole }).forEach(([name, role]) => {
  new aws.iam.RolePolicy(name, { role: role.id, policy: artifactAccess });
});

const build = new aws.codebuild.Project("app", {
  serviceRole: buildRole.arn,
  artifacts: { type: "CODEPIPELINE" },
  source: { type: "CODEPIPELINE", buildspec: readFileSync(join(here, "buildspec.yml"), "utf8") },
  environment: {
    type: "LINUX_CONTAINER",
    computeType: "BUILD_GENERAL1_SMALL",
    image: "aws/codebuild/amazonlinux2-x86_64-standard:5.0",
    privilegedMode: true,
    environmentVariables: [{ name: "REPOSITORY", value: images.url }],
  },
  buildTimeout: 30,
});

const pipeline = new aws.codepipeline.Pipeline("app", {
  roleArn: pipelineRole.arn,
  pipelineType: "V2",
  artifactStores: [{ type: "S3", location: artifacts.bucket }],
  stages: [
    {
      name: "Source",
      actions: [
        {
          name: "Source",
          category: "Source",
          owner: "AWS",
          provider: "CodeStarSourceConnection",
          version: "1",
          outputArtifacts: ["source"],
          configuration: { ConnectionArn: connection.arn, FullRepositoryId: "example/app", BranchName: "main" },
        },
      ],
    },
    {
      name: "Build",
      actions: [
        {
          name: "Build",
          category: "Build",
          owner: "AWS",
          provider: "CodeBuild",
          version: "1",
          inputArtifacts: ["source"],
          configuration: { ProjectName: build.name },
        },
      ],
    },
  ],
});

const teller = new aws.iam.Role("teller", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
});
const tell = new aws.lambda.Function("tell", {
  runtime: "nodejs22.x",
  handler: "index.handler",
  role: teller.arn,
  code: new pulumi.asset.FileArchive(join(here, "lambda")),
});
const ended = new aws.cloudwatch.EventRule("ended", {
  eventPattern: pipeline.name.apply((name) =>
    JSON.stringify({
      source: ["aws.codepipeline"],
      "detail-type": ["CodePipeline Pipeline Execution State Change"],
      detail: { pipeline: [name], state: ["FAILED", "SUCCEEDED"] },
    }),
  ),
});
new aws.cloudwatch.EventTarget("ended", { rule: ended.name, arn: tell.arn });
new aws.lambda.Permission("ended", {
  action: "lambda:InvokeFunction",
  function: tell.name,
  principal: "events.amazonaws.com",
  sourceArn: ended.arn,
});

export const imageUrl = images.url;
export const registry = credentials.proxyEndpoint;
export const user = credentials.userName;
export const password = pulumi.secret(credentials.password);
export const projectArn = build.arn;
export const projectId = build.id;
export const pipelineArn = pipeline.arn;
export const pipelineId = pipeline.id;
export const connectionArn = connection.arn;
export const connectionStatus = connection.connectionStatus;
export const codeHash = tell.sourceCodeHash;
