import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type InstanceArgs, instanceTemplate } from "./instance-template.ts";

export interface PoolArgs extends InstanceArgs {
  /** Private ones: an instance has no address in the internet. */
  readonly subnetIds: pulumi.Input<string[]>;
}

/**
 * EC2 instances that ECS starts and ends as tasks need them: a launch template, an Auto Scaling group, and the capacity
 * provider by which services name it.
 *
 * A later deployment finds a newer image, and makes a new version of the template: the preview shows it. Instances that
 * are started from then on have the new image; those that run stay as they are, for the group has no instance refresh.
 * To replace them, start one: `aws autoscaling start-instance-refresh --auto-scaling-group-name <name> --preferences
 * ScaleInProtectedInstances=Refresh`. ECS drains each before it ends.
 */
export class Pool extends pulumi.ComponentResource {
  /** Name of the capacity provider. */
  readonly providerName: pulumi.Output<string>;

  constructor(name: string, args: PoolArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:cluster:Pool", name, {}, options);
    const { plan } = args;
    const { mix, size } = plan;
    const template = new aws.ec2.LaunchTemplate(name, instanceTemplate(args, this), { parent: this });
    const group = new aws.autoscaling.Group(
      name,
      {
        name: plan.name,
        minSize: size.min,
        maxSize: size.max,
        desiredCapacity: size.desired,
        vpcZoneIdentifiers: args.subnetIds,
        mixedInstancesPolicy: {
          launchTemplate: {
            launchTemplateSpecification: {
              launchTemplateId: template.id,
              version: template.latestVersion.apply(String),
            },
            overrides: mix.instanceTypes.map((instanceType) => ({ instanceType })),
          },
          instancesDistribution: {
            onDemandAllocationStrategy: "prioritized",
            onDemandBaseCapacity: mix.onDemandBase,
            onDemandPercentageAboveBaseCapacity: mix.onDemandPercentAboveBase,
            spotAllocationStrategy: mix.spotAllocation,
          },
        },
        // ECS takes the protection off an instance that runs no task: managed termination protection asks for this.
        protectFromScaleIn: true,
        // Without it a destroy would wait for instances that are protected, and for tasks on them.
        forceDelete: true,
        tags: groupTags(plan.name),
      },
      // ECS moves it with the tasks: an update must not move it back.
      { parent: this, ignoreChanges: ["desiredCapacity"] },
    );
    const provider = new aws.ecs.CapacityProvider(
      name,
      {
        name: plan.name,
        autoScalingGroupProvider: {
          autoScalingGroupArn: group.arn,
          managedScaling: { status: "ENABLED", targetCapacity: plan.targetCapacityPercent },
          managedTerminationProtection: "ENABLED",
          managedDraining: "ENABLED",
        },
      },
      { parent: this },
    );
    this.providerName = provider.name;
    this.registerOutputs({ providerName: this.providerName });
  }
}

/** Tags that the group hands on to its instances. */
function groupTags(name: string): aws.types.input.autoscaling.GroupTag[] {
  const tags = {
    Name: name,
    // ECS adds it otherwise, and the instances that are already there go without.
    // Source: Pulumi registry, aws.ecs.CapacityProvider.
    AmazonECSManaged: "true",
  };
  return Object.entries(tags).map(([key, value]) => ({ key, value, propagateAtLaunch: true }));
}
