import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { PoolPlan } from "./pool-plan.ts";
import { userData } from "./user-data.ts";

export interface InstanceArgs {
  readonly plan: PoolPlan;
  /** Name of the environment, for tags. */
  readonly environment: string;
  /** An output of the cluster itself: it stays until its instances are gone. */
  readonly clusterName: pulumi.Output<string>;
  readonly profileArn: pulumi.Input<string>;
  readonly securityGroupIds: pulumi.Input<string[]>;
}

/** Where the image has its root volume. Source: Amazon ECS Developer Guide, "Amazon ECS-optimized Linux AMIs". */
const ROOT_DEVICE = "/dev/xvda";

/** What every instance of a pool is started with. Its type comes from the group. */
export function instanceTemplate(args: InstanceArgs, parent: pulumi.Resource): aws.ec2.LaunchTemplateArgs {
  const { plan, environment } = args;
  return {
    name: plan.templateName,
    description: `Container instances of pool ${plan.key}`,
    // Not `value`, which the provider takes for a secret.
    imageId: aws.ssm.getParameterOutput({ name: plan.imageParameter }, { parent }).insecureValue,
    userData: args.clusterName.apply((cluster) => Buffer.from(userData(cluster, plan)).toString("base64")),
    iamInstanceProfile: { arn: args.profileArn },
    vpcSecurityGroupIds: args.securityGroupIds,
    // One hop: an answer with the instance's credentials does not reach a container behind the bridge.
    // Source: Amazon EC2 User Guide, "Configure the Instance Metadata Service options".
    metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
    blockDeviceMappings: [
      {
        deviceName: ROOT_DEVICE,
        ebs: { volumeSize: plan.rootVolumeGb, volumeType: "gp3", encrypted: "true", deleteOnTermination: "true" },
      },
    ],
    // The group tags its instances, and not their volumes.
    tagSpecifications: [
      {
        resourceType: "volume",
        tags: { Name: plan.name, "strata:environment": environment, "strata:layer": "cluster" },
      },
    ],
    ...(plan.keyPair === undefined ? {} : { keyName: plan.keyPair }),
  };
}
