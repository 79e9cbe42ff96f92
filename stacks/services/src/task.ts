import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { physicalName, type Service } from "@strata/shared-config";
import { members } from "@strata/shared-config/layer";
import type { ContainerDefinition } from "./container-definition.ts";
import { type ContainerSources, scratchVolumes } from "./container-plan.ts";
import { imageUri } from "./image.ts";
import type { Platform } from "./platform.ts";
import { resolveSecrets, type SecretTerm } from "./secret-plan.ts";
import type { TaskPlan } from "./task-plan.ts";

/** Characters of a family's name. Source: Amazon ECS API Reference, RegisterTaskDefinition. */
const FAMILY_LIMIT = 255;

/** One container of a task, before what other resources decide is known. */
export interface TaskContainer {
  readonly image: Service["image"];
  readonly secrets: readonly SecretTerm[];
  readonly logGroupName: pulumi.Output<string>;
  readonly define: (sources: ContainerSources) => ContainerDefinition;
}

export interface TaskArgs {
  /** Name that all revisions of the task definition share. */
  readonly family: string;
  readonly plan: TaskPlan;
  readonly service: Service;
  readonly platform: Platform;
  readonly roleArn: pulumi.Output<string>;
  /** The service's own first. */
  readonly containers: readonly TaskContainer[];
}

/** A task definition: a new revision whenever anything in it changes. */
export class Task extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: TaskArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:services:Task", name, {}, options);
    const { secretAccess, cluster } = args.platform;
    this.arn = new aws.ecs.TaskDefinition(
      name,
      {
        ...args.plan,
        family: physicalName(args.family, FAMILY_LIMIT),
        executionRoleArn: cluster.executionRoleArn,
        taskRoleArn: args.roleArn,
        volumes: scratchVolumes(args.service).map((volume) => ({ name: volume.name })),
        containerDefinitions: pulumi.jsonStringify(
          pulumi.all(args.containers.map((one) => defined(one, args.platform))),
        ),
      },
      { parent: this, dependsOn: secretAccess === undefined ? [] : [secretAccess] },
    ).arn;
    this.registerOutputs({ arn: this.arn });
  }
}

function defined(container: TaskContainer, platform: Platform): pulumi.Output<ContainerDefinition> {
  const { cluster, secretReferences, environment } = platform;
  return pulumi
    .all([
      members(cluster.repositoryUrls, [container.image.repository ?? ""]),
      members(
        secretReferences,
        container.secrets.map(({ term }) => term),
      ),
      container.logGroupName,
    ])
    .apply(([repositoryUrls, references, logGroup]) =>
      container.define({
        image: imageUri(container.image, repositoryUrls),
        secrets: resolveSecrets(container.secrets, references),
        logGroup,
        region: environment.aws.region,
      }),
    );
}
