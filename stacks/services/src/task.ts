import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Service } from "@strata/shared-config";
import { type ContainerDefinition, type ContainerSources, scratchVolumes } from "./container-plan.ts";
import { imageUri } from "./image.ts";
import type { Platform } from "./platform.ts";
import { resolveSecrets, secretTerms } from "./secret-plan.ts";

export interface TaskArgs {
  /** Name that all revisions of the task definition share. */
  readonly family: string;
  readonly service: Service;
  readonly platform: Platform;
  readonly logGroupName: pulumi.Output<string>;
  readonly roleArn: pulumi.Output<string>;
  /** The one container, out of what other resources decide. */
  readonly container: (sources: ContainerSources) => ContainerDefinition;
}

/** A task definition for Fargate with one container: a new revision whenever anything in it changes. */
export class Task extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: TaskArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:services:Task", name, {}, options);
    const { service, platform } = args;
    const { environment, cluster, secretReferences } = platform;
    const terms = secretTerms(service, environment);
    const containers = pulumi
      .all([cluster.repositoryUrls, secretReferences, args.logGroupName])
      .apply(([repositoryUrls, references, logGroup]) => [
        args.container({
          image: imageUri(service.image, repositoryUrls),
          secrets: resolveSecrets(terms, references),
          logGroup,
          region: environment.aws.region,
        }),
      ]);
    this.arn = new aws.ecs.TaskDefinition(
      name,
      {
        family: args.family,
        requiresCompatibilities: ["FARGATE"],
        networkMode: "awsvpc",
        cpu: String(service.cpu),
        memory: String(service.memory),
        runtimePlatform: { operatingSystemFamily: "LINUX", cpuArchitecture: "X86_64" },
        executionRoleArn: cluster.executionRoleArn,
        taskRoleArn: args.roleArn,
        volumes: scratchVolumes(service).map((volume) => ({ name: volume.name })),
        containerDefinitions: pulumi.jsonStringify(containers),
      },
      { parent: this },
    ).arn;
    this.registerOutputs({ arn: this.arn });
  }
}
