import { arn } from "../facts/arn.ts";
import { hex, MADE_AT, uuid } from "../facts/hash.ts";
import { properties, text, texts } from "../wire/values.ts";
import { vpcOfSubnet } from "./gateways.ts";
import { arnOf, attendantId, named, nameOf } from "./ids.ts";
import { type Draft, input, type Made, type ResourceRules } from "./rule.ts";

/** The version that a cluster gets when the program names none. Source: Amazon EKS User Guide, "Kubernetes versions", January 2026. */
const VERSION = "1.34";

/** Kubernetes. Forms of ARNs: Service Authorization Reference, "Amazon Elastic Kubernetes Service". */
export const eks: ResourceRules = {
  "aws:eks/cluster:Cluster": {
    ...named(),
    arn: arnOf("eks", "cluster/"),
    outputs: (made) => ({
      name: made.id,
      version: VERSION,
      platformVersion: "eks.4",
      status: "ACTIVE",
      createdAt: MADE_AT,
      clusterId: "",
      endpoint: `https://${issuerId(made)}.gr7.${made.place.region}.eks.amazonaws.com`,
      certificateAuthority: { data: Buffer.from("simulated: no certificate").toString("base64") },
      identities: [{ oidcs: [{ issuer: `https://oidc.eks.${made.place.region}.amazonaws.com/id/${issuerId(made)}` }] }],
      accessConfig: { authenticationMode: "CONFIG_MAP", bootstrapClusterCreatorAdminPermissions: true },
      kubernetesNetworkConfig: {
        serviceIpv4Cidr: "172.20.0.0/16",
        serviceIpv6Cidr: "",
        ipFamily: "ipv4",
        elasticLoadBalancing: { enabled: false },
      },
      vpcConfig: {
        clusterSecurityGroupId: attendantId(made, "sg"),
        vpcId: vpcOfSubnet(made, texts(properties(made.inputs.vpcConfig).subnetIds)[0] ?? ""),
        endpointPrivateAccess: false,
        endpointPublicAccess: true,
        publicAccessCidrs: ["0.0.0.0/0"],
      },
      upgradePolicy: { supportType: "EXTENDED" },
      deletionProtection: false,
    }),
    replaces: ["name", "roleArn", "encryptionConfig", "outpostConfig", "bootstrapSelfManagedAddons"],
    sets: ["enabledClusterLogTypes"],
    naming: { property: "name", maxLength: 100 },
  },
  "aws:eks/nodeGroup:NodeGroup": {
    id: (draft) => `${input(draft, "clusterName")}:${nameOf(draft, "nodeGroupName")}`,
    unique: true,
    arn: (made) => inCluster(made, "nodegroup", nameOf(made, "nodeGroupName")),
    outputs: (made) => ({
      nodeGroupName: nameOf(made, "nodeGroupName"),
      nodeGroupNamePrefix: "",
      amiType: "AL2023_x86_64_STANDARD",
      capacityType: "ON_DEMAND",
      diskSize: 20,
      instanceTypes: ["t3.medium"],
      status: "ACTIVE",
      version: clusterVersion(made),
      releaseVersion: `${clusterVersion(made)}.0-20260101`,
      resources: [
        {
          autoscalingGroups: [{ name: `eks-${nameOf(made, "nodeGroupName")}-${uuid(made.id)}` }],
          remoteAccessSecurityGroupId: "",
        },
      ],
      updateConfig: { maxUnavailable: 1, maxUnavailablePercentage: 0, updateStrategy: "DEFAULT" },
    }),
    replaces: [
      "clusterName",
      "nodeGroupName",
      "nodeGroupNamePrefix",
      "amiType",
      "capacityType",
      "diskSize",
      "instanceTypes",
      "nodeRoleArn",
      "remoteAccess",
      "subnetIds",
    ],
    sets: ["subnetIds", "taints"],
    naming: { property: "nodeGroupName", maxLength: 63 },
  },
  "aws:eks/fargateProfile:FargateProfile": {
    id: (draft) => `${input(draft, "clusterName")}:${nameOf(draft, "fargateProfileName")}`,
    unique: true,
    arn: (made) => inCluster(made, "fargateprofile", nameOf(made, "fargateProfileName")),
    outputs: (made) => ({ fargateProfileName: nameOf(made, "fargateProfileName"), status: "ACTIVE" }),
    replaces: ["*"],
    updates: ["tags"],
    naming: { property: "fargateProfileName" },
  },
  "aws:eks/addon:Addon": {
    id: (draft) => `${input(draft, "clusterName")}:${input(draft, "addonName")}`,
    unique: true,
    arn: (made) => inCluster(made, "addon", input(made, "addonName")),
    outputs: () => ({ addonVersion: "v1.0.0-eksbuild.1", createdAt: MADE_AT, modifiedAt: MADE_AT }),
    replaces: ["clusterName", "addonName"],
    documents: ["configurationValues"],
  },
  "aws:eks/accessEntry:AccessEntry": {
    id: (draft) => `${input(draft, "clusterName")}:${input(draft, "principalArn")}`,
    unique: true,
    outputs: (made) => ({
      accessEntryArn: inCluster(made, "access-entry", principalPath(input(made, "principalArn"))),
      createdAt: MADE_AT,
      modifiedAt: MADE_AT,
      kubernetesGroups: [],
      userName: input(made, "principalArn"),
    }),
    replaces: ["clusterName", "principalArn", "type"],
    sets: ["kubernetesGroups"],
  },
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": {
    id: (draft) => ["clusterName", "principalArn", "policyArn"].map((name) => input(draft, name)).join("#"),
    unique: true,
    outputs: () => ({ associatedAt: MADE_AT, modifiedAt: MADE_AT }),
    replaces: ["*"],
  },
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": {
    id: (draft) => `a-${draft.hex(17)}`,
    outputs: (made) => ({
      associationId: made.id,
      associationArn: arn(made.place, "eks", `podidentityassociation/${input(made, "clusterName")}/${made.id}`),
      externalId: "",
    }),
    replaces: ["clusterName", "namespace", "serviceAccount"],
  },
};

/** One cluster's endpoint and issuer share 32 digits. */
function issuerId(made: Made): string {
  return hex(32, "eks", made.place.account, made.place.region, made.id).toUpperCase();
}

function inCluster(made: Made, kind: string, name: string): string {
  return arn(made.place, "eks", `${kind}/${input(made, "clusterName")}/${name}/${uuid(made.id)}`);
}

/** arn:aws:iam::123456789012:role/admin → role/123456789012/admin */
function principalPath(principal: string): string {
  const [, , , , account = "", resource = ""] = principal.split(":");
  const [kind, ...name] = resource.split("/");
  return [kind, account, ...name].join("/");
}

function clusterVersion(draft: Draft): string {
  const { region } = draft.place;
  const cluster = draft.account.find({ type: "aws:eks/cluster:Cluster", region, key: input(draft, "clusterName") });
  return text(cluster?.outputs.version) ?? VERSION;
}
