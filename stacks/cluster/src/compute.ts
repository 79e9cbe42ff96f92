import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "@strata/shared-config";

/** The ECS cluster with the capacity that its tasks may run on: Fargate, on demand and Spot. */
export class Compute extends pulumi.ComponentResource {
  readonly clusterArn: pulumi.Output<string>;
  readonly clusterName: pulumi.Output<string>;
  readonly capacityProviders: pulumi.Output<string[]>;

  constructor(name: string, args: Environment["cluster"], options?: pulumi.ComponentResourceOptions) {
    super("strata:cluster:Compute", name, {}, options);
    const cluster = new aws.ecs.Cluster(
      name,
      {
        name: args.name,
        settings: [{ name: "containerInsights", value: args.containerInsights ? "enabled" : "disabled" }],
      },
      { parent: this },
    );
    const providers = new aws.ecs.ClusterCapacityProviders(
      name,
      {
        clusterName: cluster.name,
        capacityProviders: ["FARGATE", "FARGATE_SPOT"],
        // For a task that is started by hand; each service names its own.
        defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
      },
      { parent: this },
    );
    this.clusterArn = cluster.arn;
    this.clusterName = cluster.name;
    // Through the association: who reads this may rely on the cluster having them.
    this.capacityProviders = providers.capacityProviders.apply((names) => names ?? []);
    this.registerOutputs({ clusterArn: this.clusterArn });
  }
}
