import { arn, arnResource } from "../facts/arn.ts";
import { zonesOf } from "../facts/availability-zones.ts";
import { digits, hex } from "../facts/hash.ts";
import { albHostedZone } from "../resources/lb.ts";
import type { Values } from "../wire/values.ts";
import { askedDefaultSubnets, asksForDefault, defaultVpc } from "./default-vpc.ts";
import { argument, type Call, type FunctionRules } from "./rule.ts";

/**
 * What is supposed of things that exist already, which no rehearsal made: that they are there, and as they should be.
 * Asked after the account.
 */
export const SUPPOSITIONS: FunctionRules = {
  "aws:ec2/getVpc:getVpc": (call) =>
    asksForDefault(call)
      ? defaultVpc(call)
      : {
          id: argument(call, "id"),
          cidrBlock: argument(call, "cidrBlock", "10.0.0.0/16"),
          state: "available",
          enableDnsHostnames: true,
          enableDnsSupport: true,
          mainRouteTableId: `rtb-0${hex(16, "main route table", argument(call, "id"))}`,
        },
  "aws:ec2/getSubnet:getSubnet": (call) => {
    const [ofDefault] = askedDefaultSubnets(call);
    if (ofDefault) return ofDefault;
    const id = argument(call, "id");
    const zones = zonesOf(call.place.region);
    const zone = zones[lastDigit(id) % zones.length];
    return {
      id,
      vpcId: argument(call, "vpcId", `vpc-0${hex(16, "vpc of", id)}`),
      availabilityZone: zone?.name ?? "",
      availabilityZoneId: zone?.id ?? "",
      cidrBlock: `10.0.${lastDigit(id)}.0/24`,
      state: "available",
    };
  },
  "aws:ec2/getSecurityGroup:getSecurityGroup": (call) => {
    const id = argument(call, "id", `sg-0${hex(16, "group", argument(call, "name"))}`);
    return {
      id,
      name: argument(call, "name", `group-${id.slice(-4)}`),
      vpcId: argument(call, "vpcId", `vpc-0${hex(16, "vpc of", id)}`),
      arn: arn(call.place, "ec2", `security-group/${id}`),
    };
  },
  ...Object.fromEntries(
    ["lb", "alb"].flatMap((module) => [
      [`aws:${module}/getLoadBalancer:getLoadBalancer`, loadBalancer],
      [`aws:${module}/getTargetGroup:getTargetGroup`, targetGroup],
      [`aws:${module}/getListener:getListener`, listener],
    ]),
  ),
};

/** Ids that end in a, b, c, … lie in the first, second, third zone of the region, and so on round. */
function lastDigit(id: string): number {
  return (Number.parseInt(id.slice(-1), 16) + 6) % 16;
}

/** An ARN does not tell the VPC, and a guess would contradict the one that an environment names. */
const UNTOLD = "";

function loadBalancer(call: Call): Values {
  const name = argument(call, "name");
  const made = arn(call.place, "elasticloadbalancing", `loadbalancer/app/${name}/${hex(16, "load balancer", name)}`);
  const own = argument(call, "arn", made);
  const [, type = "app", called = ""] = arnResource(own).split("/");
  return {
    id: own,
    arn: own,
    arnSuffix: arnResource(own).replace("loadbalancer/", ""),
    name: called,
    loadBalancerType: type === "net" ? "network" : "application",
    internal: false,
    dnsName: `${called}-${digits(10, own)}.${call.place.region}.elb.amazonaws.com`,
    zoneId: albHostedZone(call.place.region),
    vpcId: UNTOLD,
    ipAddressType: "ipv4",
  };
}

function targetGroup(call: Call): Values {
  const name = argument(call, "name");
  const own = argument(
    call,
    "arn",
    arn(call.place, "elasticloadbalancing", `targetgroup/${name}/${hex(16, "target group", name)}`),
  );
  return {
    id: own,
    arn: own,
    arnSuffix: arnResource(own),
    name: arnResource(own).split("/")[1] ?? "",
    targetType: "ip",
    port: 80,
    protocol: "HTTP",
    protocolVersion: "HTTP1",
    vpcId: UNTOLD,
  };
}

function listener(call: Call): Values {
  const balancer = argument(call, "loadBalancerArn");
  const own = argument(
    call,
    "arn",
    `${balancer.replace(":loadbalancer/", ":listener/")}/${hex(16, "listener", balancer)}`,
  );
  const secure = call.args.port !== 80;
  return {
    id: own,
    arn: own,
    loadBalancerArn: own.replace(":listener/", ":loadbalancer/").replace(/\/[^/]*$/, ""),
    port: secure ? 443 : 80,
    protocol: secure ? "HTTPS" : "HTTP",
  };
}
