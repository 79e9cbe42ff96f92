import { arn } from "../facts/arn.ts";
import { text } from "../wire/values.ts";
import { arnAsId, nameOf } from "./ids.ts";
import { type Draft, input, type Made, type ResourceRules } from "./rule.ts";

/** Container clusters, services and task definitions. */
export const ecs: ResourceRules = {
  "aws:ecs/cluster:Cluster": {
    ...arnAsId((draft) => arn(draft.place, "ecs", `cluster/${nameOf(draft)}`)),
    unique: true,
    outputs: (made) => ({ name: nameOf(made), settings: [{ name: "containerInsights", value: "disabled" }] }),
    sets: ["settings"],
  },
  "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": {
    id: (draft) => input(draft, "clusterName"),
    replaces: ["clusterName"],
    sets: ["capacityProviders", "defaultCapacityProviderStrategies"],
  },
  "aws:ecs/capacityProvider:CapacityProvider": {
    ...arnAsId((draft) => arn(draft.place, "ecs", `capacity-provider/${nameOf(draft)}`)),
    unique: true,
    outputs: (made) => ({ name: nameOf(made) }),
    replaces: ["name", "cluster", "autoScalingGroupProvider.autoScalingGroupArn"],
  },
  "aws:ecs/service:Service": {
    ...arnAsId((draft) => arn(draft.place, "ecs", `service/${clusterName(draft)}/${nameOf(draft)}`)),
    unique: true,
    outputs: (made) => ({
      name: nameOf(made),
      availabilityZoneRebalancing: "ENABLED",
      iamRole: "/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS",
      launchType: made.inputs.capacityProviderStrategies === undefined ? "EC2" : "",
      platformVersion: "",
      cluster: "default",
      deploymentConfiguration: {
        strategy: "ROLLING",
        bakeTimeInMinutes: "0",
        canaryConfiguration: {},
        linearConfiguration: {},
      },
      triggers: {},
    }),
    replaces: ["name", "cluster", "launchType", "schedulingStrategy", "iamRole", "deploymentController"],
    sets: ["capacityProviderStrategies", "loadBalancers", "placementConstraints"],
  },
  "aws:ecs/taskDefinition:TaskDefinition": {
    id: (draft) => input(draft, "family"),
    identifiedBy: "arn",
    arn: (made) => `${withoutRevision(made)}:${revision(made)}`,
    outputs: (made) => ({
      arnWithoutRevision: withoutRevision(made),
      revision: revision(made),
      networkMode: "bridge",
      enableFaultInjection: false,
    }),
    replaces: ["*"],
    updates: ["tags", "trackLatest", "skipDestroy"],
    documents: ["containerDefinitions"],
    sets: ["requiresCompatibilities", "volumes", "placementConstraints"],
    naming: "none",
  },
};

function withoutRevision(made: Made): string {
  return arn(made.place, "ecs", `task-definition/${made.id}`);
}

/** One more than the highest revision of the family that is there. */
function revision(made: Made): number {
  const family = made.account.ofType(made.type, made.place.region).filter((row) => row.id === made.id);
  return 1 + Math.max(0, ...family.map((row) => Number(row.outputs.revision ?? 0)));
}

/** A service names its cluster by ARN or by name. */
function clusterName(draft: Draft): string {
  const cluster = text(draft.inputs.cluster) ?? "default";
  return cluster.slice(cluster.lastIndexOf("/") + 1);
}
