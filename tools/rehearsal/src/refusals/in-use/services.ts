import { isList } from "../../wire/values.ts";
import { by, type InUseRow } from "./use.ts";

const MODELS = "the delete operation's errors in AWS's API models";
const LISTENERS = ["aws:lb/listener:Listener", "aws:alb/listener:Listener"];
const RULES = ["aws:lb/listenerRule:ListenerRule", "aws:alb/listenerRule:ListenerRule"];
const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const ACL = "aws:wafv2/webAcl:WebAcl";
const cannot = (what: string) => (name: string) => `${what} ${name} cannot be deleted: it is in use`;

/** Load balancing, containers, databases, caches. */
export const SERVICES: readonly InUseRow[] = [
  ...["lb", "alb"].map(
    (module): InUseRow => ({
      type: `aws:${module}/targetGroup:TargetGroup`,
      usedBy: [...by("defaultActions", ...LISTENERS), ...by("actions", ...RULES)],
      code: "ResourceInUse",
      message: (name) => `Target group '${name}' is currently in use by a listener or a rule`,
      source: MODELS,
    }),
  ),
  {
    type: "aws:acm/certificate:Certificate",
    usedBy: [
      ...by(
        "certificateArn",
        ...LISTENERS,
        "aws:lb/listenerCertificate:ListenerCertificate",
        "aws:alb/listenerCertificate:ListenerCertificate",
      ),
      ...by("viewerCertificate", DISTRIBUTION),
      ...by("certificateArn", "aws:apigateway/domainName:DomainName"),
      ...by("regionalCertificateArn", "aws:apigateway/domainName:DomainName"),
      ...by("domainNameConfiguration", "aws:apigatewayv2/domainName:DomainName"),
    ],
    code: "ResourceInUseException",
    message: (name) => `Certificate ${name} in account is in use.`,
    source: MODELS,
  },
  {
    type: "aws:ecs/cluster:Cluster",
    usedBy: by("cluster", "aws:ecs/service:Service"),
    code: "ClusterContainsServicesException",
    message: () => "The Cluster cannot be deleted while Services are active.",
    source: MODELS,
  },
  {
    type: "aws:ecs/capacityProvider:CapacityProvider",
    usedBy: [
      ...by("capacityProviders", "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders"),
      ...by("capacityProviderStrategies", "aws:ecs/service:Service"),
    ],
    code: "DELETE_FAILED",
    message: () =>
      "The capacity provider cannot be deleted because it is associated with a cluster. Remove the capacity provider from the cluster and try again.",
    source: "ECS gives no error, but the update status DELETE_FAILED: terraform-provider-aws#48156",
  },
  {
    type: "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
    usedBy: by("cluster", "aws:ecs/service:Service").map((use) => ({
      ...use,
      when: ({ capacityProviderStrategies }) =>
        isList(capacityProviderStrategies) && capacityProviderStrategies.length > 0,
    })),
    code: "ResourceInUseException",
    message: () => "The specified capacity provider is in use and cannot be removed.",
    source: "errors of PutClusterCapacityProviders in AWS's API models",
  },
  ...[
    "httpNamespace:HttpNamespace",
    "privateDnsNamespace:PrivateDnsNamespace",
    "publicDnsNamespace:PublicDnsNamespace",
  ].map(
    (type): InUseRow => ({
      type: `aws:servicediscovery/${type}`,
      usedBy: [
        ...by("namespaceId", "aws:servicediscovery/service:Service"),
        ...by("dnsConfig", "aws:servicediscovery/service:Service"),
        ...by("serviceConnectConfiguration", "aws:ecs/service:Service"),
      ],
      code: "ResourceInUse",
      message: (name) => `Namespace has associated services; namespace ${name} cannot be deleted`,
      source: MODELS,
    }),
  ),
  {
    type: "aws:rds/subnetGroup:SubnetGroup",
    usedBy: by("dbSubnetGroupName", "aws:rds/instance:Instance", "aws:rds/cluster:Cluster"),
    code: "InvalidDBSubnetGroupStateFault",
    message: (name) =>
      `Cannot delete the subnet group '${name}' because at least one database instance is still using it.`,
    source: MODELS,
  },
  {
    type: "aws:rds/parameterGroup:ParameterGroup",
    usedBy: [
      ...by("parameterGroupName", "aws:rds/instance:Instance"),
      ...by("dbParameterGroupName", "aws:rds/clusterInstance:ClusterInstance"),
    ],
    code: "InvalidDBParameterGroupState",
    message: () =>
      "One or more database instances are still members of this parameter group, so the group cannot be deleted",
    source: MODELS,
  },
  {
    type: "aws:rds/clusterParameterGroup:ClusterParameterGroup",
    usedBy: by("dbClusterParameterGroupName", "aws:rds/cluster:Cluster"),
    code: "InvalidDBParameterGroupState",
    message: () =>
      "One or more database clusters are still members of this parameter group, so the group cannot be deleted",
    source: MODELS,
  },
  {
    type: "aws:rds/optionGroup:OptionGroup",
    usedBy: by("optionGroupName", "aws:rds/instance:Instance"),
    code: "InvalidOptionGroupStateFault",
    message: cannot("The option group"),
    source: MODELS,
  },
  {
    type: "aws:rds/cluster:Cluster",
    usedBy: by("clusterIdentifier", "aws:rds/clusterInstance:ClusterInstance"),
    code: "InvalidDBClusterStateFault",
    message: () => "Cluster cannot be deleted, it still contains DB instances in non-deleting state.",
    source: MODELS,
  },
  {
    type: "aws:elasticache/subnetGroup:SubnetGroup",
    usedBy: by(
      "subnetGroupName",
      "aws:elasticache/cluster:Cluster",
      "aws:elasticache/replicationGroup:ReplicationGroup",
    ),
    code: "CacheSubnetGroupInUse",
    message: (name) => `Cache subnet group ${name} is currently in use by a cache cluster.`,
    source: MODELS,
  },
  {
    type: "aws:elasticache/parameterGroup:ParameterGroup",
    usedBy: by(
      "parameterGroupName",
      "aws:elasticache/cluster:Cluster",
      "aws:elasticache/replicationGroup:ReplicationGroup",
    ),
    code: "InvalidCacheParameterGroupState",
    message: () =>
      "One or more cache clusters are still members of this parameter group, so the group cannot be deleted.",
    source: MODELS,
  },
  {
    type: "aws:elasticache/userGroup:UserGroup",
    usedBy: by("userGroupIds", "aws:elasticache/replicationGroup:ReplicationGroup"),
    code: "InvalidUserGroupState",
    message: cannot("User group"),
    source: MODELS,
  },
  {
    type: "aws:efs/fileSystem:FileSystem",
    usedBy: by("fileSystemId", "aws:efs/mountTarget:MountTarget"),
    code: "FileSystemInUse",
    message: cannot("File system"),
    source: MODELS,
  },
  {
    type: "aws:eks/cluster:Cluster",
    usedBy: by("clusterName", "aws:eks/nodeGroup:NodeGroup", "aws:eks/fargateProfile:FargateProfile"),
    code: "ResourceInUseException",
    message: () => "Cluster has nodegroups attached",
    source: MODELS,
  },
  {
    type: ACL,
    usedBy: [...by("webAclArn", "aws:wafv2/webAclAssociation:WebAclAssociation"), ...by("webAclId", DISTRIBUTION)],
    code: "WAFAssociatedItemException",
    message: () =>
      "AWS WAF couldn’t perform the operation because your resource is being used by another resource or it’s associated with another resource.",
    source: MODELS,
  },
  ...["ipSet:IpSet", "regexPatternSet:RegexPatternSet", "ruleGroup:RuleGroup"].map(
    (type): InUseRow => ({
      type: `aws:wafv2/${type}`,
      usedBy: by("rules", ACL, "aws:wafv2/ruleGroup:RuleGroup"),
      code: "WAFAssociatedItemException",
      message: () => "AWS WAF couldn’t perform the operation because your resource is being used by another resource.",
      source: MODELS,
    }),
  ),
  {
    type: "aws:cloudfront/originAccessControl:OriginAccessControl",
    usedBy: by("origins", DISTRIBUTION),
    code: "OriginAccessControlInUse",
    message: cannot("The origin access control"),
    source: MODELS,
  },
  {
    type: "aws:route53/zone:Zone",
    usedBy: by("zoneId", "aws:route53/record:Record").map((use) => ({
      ...use,
      // A zone comes with these two at its top.
      when: ({ type }) => type !== "NS" && type !== "SOA",
    })),
    unless: ({ forceDestroy }) => forceDestroy === true,
    code: "HostedZoneNotEmpty",
    message: () => "The specified hosted zone contains non-required resource record sets and so cannot be deleted.",
    source: MODELS,
  },
];
