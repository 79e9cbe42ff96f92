import { arn } from "../facts/arn.ts";
import { text, texts } from "../wire/values.ts";
import { named } from "./ids.ts";
import { endpointHash } from "./rds.ts";
import { type Draft, input, type Made, type ResourceRules } from "./rule.ts";

/** Proxies and what they lead to. */
export const rdsProxy: ResourceRules = {
  "aws:rds/proxy:Proxy": {
    ...named(),
    arn: (made) => arn(made.place, "rds", `db-proxy:prx-0${made.hex(16)}`),
    outputs: (made) => ({
      name: made.id,
      endpoint: `${made.id}.proxy-${endpointHash(made.place)}.${made.place.region}.rds.amazonaws.com`,
    }),
    replaces: ["name", "engineFamily", "vpcSubnetIds"],
    sets: ["vpcSubnetIds", "vpcSecurityGroupIds"],
  },
  "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup": {
    // A proxy comes with one target group, which this sets.
    id: (draft) => input(draft, "dbProxyName"),
    arn: (made) => arn(made.place, "rds", `target-group:prx-tg-0${made.hex(16)}`),
    outputs: () => ({ name: "default" }),
    replaces: ["dbProxyName"],
  },
  "aws:rds/proxyTarget:ProxyTarget": {
    id: (draft) =>
      [input(draft, "dbProxyName"), input(draft, "targetGroupName"), kindOf(draft), resourceOf(draft)].join("/"),
    unique: true,
    outputs: (made) => ({
      endpoint: "",
      port: portOf(made),
      rdsResourceId: resourceOf(made),
      targetArn: "",
      trackedClusterId: "",
      type: kindOf(made),
    }),
    replaces: ["*"],
  },
  "aws:rds/proxyEndpoint:ProxyEndpoint": {
    id: (draft) => `${input(draft, "dbProxyName")}/${input(draft, "dbProxyEndpointName")}`,
    unique: true,
    arn: (made) => arn(made.place, "rds", `db-proxy-endpoint:prx-endpoint-0${made.hex(16)}`),
    outputs: (made) => ({
      endpoint: `${input(made, "dbProxyEndpointName")}.endpoint.proxy-${endpointHash(made.place)}.${made.place.region}.rds.amazonaws.com`,
      isDefault: false,
    }),
    replaces: ["dbProxyName", "dbProxyEndpointName", "vpcSubnetIds", "targetRole"],
    sets: ["vpcSubnetIds", "vpcSecurityGroupIds"],
  },
};

function kindOf(draft: Draft): string {
  return draft.inputs.dbClusterIdentifier === undefined ? "RDS_INSTANCE" : "TRACKED_CLUSTER";
}

function resourceOf(draft: Draft): string {
  return texts([draft.inputs.dbClusterIdentifier ?? null, draft.inputs.dbInstanceIdentifier ?? null])[0] ?? "";
}

function portOf(made: Made): number {
  const type = kindOf(made) === "RDS_INSTANCE" ? "aws:rds/instance:Instance" : "aws:rds/cluster:Cluster";
  const { region } = made.place;
  const target = made.account
    .ofType(type, region)
    .find(({ id, outputs }) => id === resourceOf(made) || text(outputs.identifier) === resourceOf(made));
  return Number(target?.outputs.port ?? 0);
}
