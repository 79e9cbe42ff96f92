import { arn, arnResource } from "../facts/arn.ts";
import { digits, hex, pick } from "../facts/hash.ts";
import { isList, isObject, texts } from "../wire/values.ts";
import { vpcOfSubnet } from "./gateways.ts";
import { arnAsId, nameOf } from "./ids.ts";
import { type Draft, input, type Made, type ResourceRule, type ResourceRules } from "./rule.ts";

/** Zones of application load balancers' names (AWS General Reference, "Elastic Load Balancing endpoints and quotas"). */
const HOSTED_ZONES: Readonly<Record<string, string>> = {
  "us-east-1": "Z35SXDOTRQ7X7K",
  "us-east-2": "Z3AADJGX6KTTL2",
  "us-west-1": "Z368ELLRRE2KJ0",
  "us-west-2": "Z1H1FL5HABSF5",
  "ca-central-1": "ZQSVJUPU6J1EY",
  "eu-central-1": "Z215JYRZR1TBD5",
  "eu-west-1": "Z32O12XQLNTSW2",
  "eu-west-2": "ZHURV8PSTC4K8",
  "eu-west-3": "Z3Q77PNBQS71R4",
  "eu-north-1": "Z23TAZ6LKFMNIO",
  "eu-south-1": "Z3ULH7SSC9OV64",
  "eu-south-2": "Z0956581394HF5D5LXGAP",
};

/** The same of network load balancers (same table, column "Network Load Balancers"). */
const NETWORK_ZONES: Readonly<Record<string, string>> = {
  "us-east-1": "Z26RNL4JYFTOTI",
  "us-east-2": "ZLMOA37VPKANP",
  "us-west-1": "Z24FKFUX50B4VW",
  "us-west-2": "Z18D5FSROUN65G",
  "ca-central-1": "Z2EPGBW3API2WT",
  "eu-central-1": "Z3F0SRJ5LGBH90",
  "eu-west-1": "Z2IFOLAFXWLO4F",
  "eu-west-2": "ZD4D7Y8KGAS4G",
  "eu-west-3": "Z1CMS0P5QUZ6D5",
  "eu-north-1": "Z1UDT6IFJ4EJM",
  "eu-south-1": "Z23146JA1KNAFP",
  "eu-south-2": "Z1011216NVTVYADP1SSV",
};

const KINDS: Readonly<Record<string, string>> = { application: "app", network: "net", gateway: "gwy" };

const loadBalancer: ResourceRule = {
  ...arnAsId((draft) => {
    const kind = KINDS[input(draft, "loadBalancerType", "application")] ?? "app";
    return arn(draft.place, "elasticloadbalancing", `loadbalancer/${kind}/${nameOf(draft)}/${draft.hex(16)}`);
  }),
  outputs: (made) => {
    const internal = made.inputs.internal === true;
    const isNetwork = input(made, "loadBalancerType") === "network";
    // A network load balancer's name ends in the digits of its ARN, before ".elb.<region>".
    const host = isNetwork
      ? `${nameOf(made)}-${made.id.slice(-16)}.elb.${made.place.region}.amazonaws.com`
      : `${nameOf(made)}-${digits(10, made.id)}.${made.place.region}.elb.amazonaws.com`;
    return {
      name: nameOf(made),
      namePrefix: "",
      arnSuffix: arnResource(made.id).replace("loadbalancer/", ""),
      dnsName: internal && !isNetwork ? `internal-${host}` : host,
      zoneId: isNetwork ? nlbHostedZone(made.place.region) : albHostedZone(made.place.region),
      vpcId: vpcOfSubnet(made, firstSubnet(made)),
      internal: false,
      ipAddressType: "ipv4",
      enablePrefixForIpv6SourceNat: "",
      enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: "",
    };
  },
  replaces: ["name", "namePrefix", "internal", "loadBalancerType", "customerOwnedIpv4Pool"],
  sets: ["securityGroups", "subnets", "subnetMappings"],
  naming: { property: "name", maxLength: 32 },
};

const targetGroup: ResourceRule = {
  ...arnAsId((draft) => arn(draft.place, "elasticloadbalancing", `targetgroup/${nameOf(draft)}/${draft.hex(16)}`)),
  outputs: (made) => ({
    name: nameOf(made),
    namePrefix: "",
    arnSuffix: arnResource(made.id),
    ipAddressType: "ipv4",
    loadBalancingAlgorithmType: "round_robin",
    loadBalancingAnomalyMitigation: "off",
    loadBalancingCrossZoneEnabled: "use_load_balancer_configuration",
    protocolVersion: "HTTP1",
    preserveClientIp: "",
    healthCheck: {
      enabled: true,
      healthyThreshold: 3,
      interval: 30,
      matcher: "200",
      path: "/",
      port: "traffic-port",
      protocol: "HTTP",
      timeout: 6,
      unhealthyThreshold: 3,
    },
    stickiness: { cookieDuration: 86400, cookieName: "", enabled: false, type: "lb_cookie" },
  }),
  replaces: ["name", "namePrefix", "port", "protocol", "protocolVersion", "vpcId", "targetType", "ipAddressType"],
  naming: { property: "name", maxLength: 32 },
};

const listener: ResourceRule = {
  ...arnAsId((draft) => `${input(draft, "loadBalancerArn").replace(":loadbalancer/", ":listener/")}/${draft.hex(16)}`),
  outputs: (made) => ({
    sslPolicy: input(made, "protocol") === "HTTPS" ? "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09" : "",
    protocol: "HTTP",
    tcpIdleTimeoutSeconds: 0,
    routingHttpResponseServerEnabled: true,
  }),
  replaces: ["loadBalancerArn"],
};

const listenerRule: ResourceRule = {
  ...arnAsId((draft) => `${input(draft, "listenerArn").replace(":listener/", ":listener-rule/")}/${draft.hex(16)}`),
  outputs: () => ({ priority: 1 }),
  replaces: ["listenerArn"],
  sets: ["conditions"],
};

const listenerCertificate: ResourceRule = {
  id: (draft) => `${input(draft, "listenerArn")}_${input(draft, "certificateArn")}`,
  replaces: ["*"],
};

const attachment: ResourceRule = {
  id: (draft) => `${input(draft, "targetGroupArn")}-${hex(20, draft.urn)}`,
  replaces: ["*"],
};

/** Load balancers. The SDK has each type under `lb` and, as an older name, under `alb`. */
export const lb: ResourceRules = Object.fromEntries(
  ["lb", "alb"].flatMap((module) => [
    [`aws:${module}/loadBalancer:LoadBalancer`, loadBalancer],
    [`aws:${module}/targetGroup:TargetGroup`, targetGroup],
    [`aws:${module}/listener:Listener`, listener],
    [`aws:${module}/listenerRule:ListenerRule`, listenerRule],
    [`aws:${module}/listenerCertificate:ListenerCertificate`, listenerCertificate],
    [`aws:${module}/targetGroupAttachment:TargetGroupAttachment`, attachment],
  ]),
);

/** The Route 53 zone in which a region's application load balancers have their names. */
export function albHostedZone(region: string): string {
  return HOSTED_ZONES[region] ?? `Z${pick("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 13, "alb", region)}`;
}

/** The same for network load balancers. */
export function nlbHostedZone(region: string): string {
  return NETWORK_ZONES[region] ?? `Z${pick("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 13, "nlb", region)}`;
}

function firstSubnet(draft: Draft | Made): string {
  const mappings = draft.inputs.subnetMappings;
  const mapped = isList(mappings)
    ? mappings.flatMap((one) => (isObject(one) ? texts([one.subnetId ?? null]) : []))
    : [];
  return texts(draft.inputs.subnets)[0] ?? mapped[0] ?? "";
}
