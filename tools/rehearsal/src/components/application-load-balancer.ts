import { Refusal } from "../operations/cloud.ts";
import { properties, UNKNOWN, type Value, type Values } from "../wire/values.ts";
import { type ComponentContext, type ComponentMaker, inRegion, reference, references } from "./component.ts";
import { forwardingListeners } from "./forwarding-listeners.ts";
import type { Registered } from "./monitor.ts";
import { checkDefaultTarget, listenersOf, placementOf } from "./placement.ts";

/** Open to all, as the real component's groups are. */
export const OPEN: Values = {
  ingress: [{ fromPort: 0, toPort: 0, protocol: "-1", cidrBlocks: ["0.0.0.0/0"], ipv6CidrBlocks: ["::/0"] }],
  egress: [{ fromPort: 0, toPort: 65535, protocol: "tcp", cidrBlocks: ["0.0.0.0/0"], ipv6CidrBlocks: ["::/0"] }],
};

/** Simulates `awsx.lb.ApplicationLoadBalancer`: a security group, the load balancer, a target group and listeners. */
export const applicationLoadBalancer: ComponentMaker = async (context) => {
  const { inputs, name } = context;
  const listeners = listenersOf(inputs);
  const placement = await placementOf(context);
  const region = inRegion(inputs);
  const group = await securityGroup(context, placement.vpcId, region);
  const balancer = await context.child(
    "aws:lb/loadBalancer:LoadBalancer",
    name,
    {
      ...inputs,
      loadBalancerType: "application",
      ...placement.inputs,
      ...(group ? { securityGroups: [group.value] } : {}),
    },
    { uses: { securityGroups: group?.made ? [group.made] : [] } },
  );
  checkDefaultTarget(inputs);
  const target = await context.child("aws:lb/targetGroup:TargetGroup", name, {
    ...region,
    vpcId: placement.vpcId,
    targetType: "ip",
    ...targetPort(inputs, listeners),
    ...properties(inputs.defaultTargetGroup),
  });
  const defaultPort = inputs.listeners === undefined ? inputs.defaultTargetGroupPort : undefined;
  const made = await forwardingListeners(context, balancer, target, listeners ?? [{}], (listener) =>
    portAndProtocol(listener, defaultPort),
  );
  return {
    loadBalancer: reference(balancer),
    defaultTargetGroup: reference(target),
    listeners: references(made),
    vpcId: { value: placement.vpcId, from: [] },
    ...(group?.made ? { defaultSecurityGroup: reference(group.made) } : {}),
  };
};

/**
 * The target group listens as the listener does. With `listeners` the real component takes the first of several, and
 * nothing of a single one, which AWS then refuses. Source: github.com/pulumi/pulumi-awsx, issue 1292.
 */
function targetPort(inputs: Values, listeners: readonly Values[] | undefined): Values {
  if (inputs.listeners !== undefined && listeners?.length === 1) return {};
  return portAndProtocol(listeners?.[0] ?? {}, inputs.defaultTargetGroupPort);
}

interface Group {
  readonly value: Value;
  readonly made?: Registered;
}

/** The group that the load balancer gets when the program names none. */
async function securityGroup(context: ComponentContext, vpcId: Value, region: Values): Promise<Group | undefined> {
  const wish = properties(context.inputs.defaultSecurityGroup);
  if (context.inputs.securityGroups !== undefined || wish.skip === true) return undefined;
  if (wish.securityGroupId !== undefined && wish.args !== undefined) {
    throw new Refusal("Only one of [defaultSecurityGroup] [args] or [securityGroupId] can be specified");
  }
  if (wish.securityGroupId !== undefined) return { value: wish.securityGroupId };
  const inputs = wish.args === undefined ? { vpcId, ...OPEN } : properties(wish.args);
  const made = await context.child("aws:ec2/securityGroup:SecurityGroup", context.name, {
    description: "Managed by Pulumi",
    ...region,
    ...inputs,
  });
  return { value: made.id, made };
}

/** A listener's port tells its protocol, and the other way round; HTTP on port 80 when neither is given. */
function portAndProtocol({ port, protocol }: Values, defaultPort: Value | undefined): Values {
  if (port !== undefined)
    return { port, protocol: protocol ?? (port === UNKNOWN ? UNKNOWN : port === 443 ? "HTTPS" : "HTTP") };
  if (protocol !== undefined)
    return { protocol, port: protocol === UNKNOWN ? UNKNOWN : protocol === "HTTPS" ? 443 : 80 };
  return { port: defaultPort ?? 80, protocol: "HTTP" };
}
