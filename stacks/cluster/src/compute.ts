import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Environment, logicalName } from "@strata/shared-config";
import { members, type UpstreamOutputs } from "@strata/shared-config/layer";
import { instanceGroups } from "./pools/instance-groups.ts";
import { InstanceRole } from "./pools/instance-role.ts";
import { Pool } from "./pools/pool.ts";
import { type PoolPlan, planPools } from "./pools/pool-plan.ts";

export interface ComputeArgs {
  readonly environment: Environment;
  /** Where instances of pools lie, and the groups of the services that run on them. */
  readonly network: Pick<UpstreamOutputs<"network">, "privateSubnetIds" | "serviceSecurityGroupIds">;
}

/** The ECS cluster with the capacity that its tasks may run on: Fargate, on demand and Spot, and pools of EC2 instances. */
export class Compute extends pulumi.ComponentResource {
  readonly clusterArn: pulumi.Output<string>;
  readonly clusterName: pulumi.Output<string>;
  readonly capacityProviders: pulumi.Output<string[]>;
  /** Name of each pool's capacity provider, by key. */
  readonly poolProviders: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: ComputeArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:cluster:Compute", name, {}, options);
    const settings = args.environment.cluster;
    const cluster = new aws.ecs.Cluster(
      name,
      {
        name: settings.name,
        settings: [{ name: "containerInsights", value: settings.containerInsights ? "enabled" : "disabled" }],
      },
      // So that one that exists is taken over with `pulumi import aws:ecs/cluster:Cluster <name> <cluster>`, which knows no parent.
      { parent: this, aliases: [{ parent: pulumi.rootStackResource }] },
    );
    const pools = this.#pools(planPools(args.environment), cluster, args);
    const ofPools = pools.map(([, provider]) => provider);
    const capacityProviders = [...(settings.capacity.fargate ? ["FARGATE", "FARGATE_SPOT"] : []), ...ofPools];
    const first = settings.capacity.fargate ? "FARGATE" : ofPools[0];
    const providers = new aws.ecs.ClusterCapacityProviders(
      name,
      {
        clusterName: cluster.name,
        capacityProviders,
        // For a task that is started by hand; each service names its own.
        ...(first === undefined ? {} : { defaultCapacityProviderStrategies: [{ capacityProvider: first, weight: 1 }] }),
      },
      { parent: this },
    );
    this.clusterArn = cluster.arn;
    this.clusterName = cluster.name;
    // Through the association: who reads these may rely on the cluster having them.
    this.capacityProviders = providers.capacityProviders.apply((names) => names ?? []);
    this.poolProviders = Object.fromEntries(
      pools.map(([key, provider]) => [key, pulumi.all([provider, providers.id]).apply(([own]) => own)]),
    );
    this.registerOutputs({ clusterArn: this.clusterArn });
  }

  #pools(plans: readonly PoolPlan[], cluster: aws.ecs.Cluster, args: ComputeArgs): [string, pulumi.Output<string>][] {
    if (plans.length === 0) return [];
    const { name, cluster: settings } = args.environment;
    const role = new InstanceRole(logicalName("instance-role"), { clusterName: settings.name }, { parent: this });
    return plans.map((plan) => [
      plan.key,
      new Pool(
        logicalName(plan.key, "pool"),
        {
          plan,
          environment: name,
          clusterName: cluster.name,
          profileArn: role.profileArn,
          subnetIds: args.network.privateSubnetIds,
          securityGroupIds: members(args.network.serviceSecurityGroupIds, plan.services).apply((byKey) =>
            instanceGroups(plan.services, byKey),
          ),
        },
        { parent: this },
      ).providerName,
    ]);
  }
}
