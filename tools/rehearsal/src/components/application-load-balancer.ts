import { Refusal } from "../operations/cloud.ts";
import {
  isList,
  properties,
  referencedId,
  resourceReference,
  UNKNOWN,
  type Value,
  type Values,
} from "../wire/values.ts";
import type { ComponentContext, ComponentMaker, Sourced } from "./component.ts";
import { output, type Registered } from "./monitor.ts";

/** Simulates `awsx.lb.ApplicationLoadBalancer`: a security group, the load balancer, a target group and listeners. */
export const applicationLoadBalancer: ComponentMaker = async (context) => {
  const { inputs, name } = context;
  const subnets = subnetIds(inputs);
  const listeners = readListeners(inputs);
  const vpcId = await vpcOf(context, subnets[0] ?? null);
  const { region } = inputs;
  const inRegion = region === undefined ? {} : { region };

  const group = await securityGroup(context, vpcId, inRegion);
  const balancer = await context.child(
    "aws:lb/loadBalancer:LoadBalancer",
    name,
    {
      ...inputs,
      loadBalancerType: "application",
      ...(inputs.subnetMappings === undefined ? { subnets } : { subnets: null }),
      ...(group ? { securityGroups: [group.value] } : {}),
    },
    { uses: { securityGroups: group?.made ? [group.made] : [] } },
  );
  const [only] = listeners;
  const target = await context.child("aws:lb/targetGroup:TargetGroup", name, {
    ...inRegion,
    vpcId,
    targetType: "ip",
    ...(listeners.length > 1 ? {} : portAndProtocol(only, inputs.defaultTargetGroupPort)),
    ...properties(inputs.defaultTargetGroup),
  });
  const made: Registered[] = [];
  for (const [index, listener] of (listeners.length > 0 ? listeners : [undefined]).entries()) {
    const listening = {
      ...inRegion,
      defaultActions: [{ type: "forward", targetGroupArn: output(target, "arn") }],
      ...portAndProtocol(listener, inputs.defaultTargetGroupPort),
      ...listener,
      loadBalancerArn: output(balancer, "arn"),
    };
    const uses = { loadBalancerArn: [balancer], defaultActions: [target] };
    made.push(await context.child("aws:lb/listener:Listener", `${name}-${index}`, listening, { uses }));
  }
  return {
    loadBalancer: reference(balancer),
    defaultTargetGroup: reference(target),
    listeners: { value: made.map((listener) => resourceReference(listener.urn, listener.id)), from: made },
    vpcId: { value: vpcId, from: [] },
    ...(group?.made ? { defaultSecurityGroup: reference(group.made) } : {}),
  };
};

function subnetIds(inputs: Values): readonly Value[] {
  const given = ["subnets", "subnetIds", "subnetMappings"].filter((input) => inputs[input] !== undefined);
  if (given.length > 1) throw new Refusal("Only one of [subnets], [subnetIds] or [subnetMappings] can be specified");
  const list = inputs[given[0] ?? ""];
  if (list === UNKNOWN) return [UNKNOWN];
  if (!isList(list)) {
    throw new Refusal(
      "awsx:lb:ApplicationLoadBalancer without subnets cannot be rehearsed: the simulated account has no default VPC",
    );
  }
  return list.map((item) => referencedId(item) ?? properties(item).subnetId ?? item);
}

function readListeners(inputs: Values): readonly Values[] {
  if (inputs.listener !== undefined && inputs.listeners !== undefined) {
    throw new Refusal("Only one of [listener] and [listeners] can be specified");
  }
  if (inputs.listener !== undefined) return [properties(inputs.listener)];
  return isList(inputs.listeners) ? inputs.listeners.map(properties) : [];
}

async function vpcOf(context: ComponentContext, subnet: Value): Promise<Value> {
  if (subnet === UNKNOWN || subnet === null) return UNKNOWN;
  const { region } = context.inputs;
  const found = await context.invoke("aws:ec2/getSubnet:getSubnet", {
    id: subnet,
    ...(region === undefined ? {} : { region }),
  });
  return found.vpcId ?? UNKNOWN;
}

interface Group {
  readonly value: Value;
  readonly made?: Registered;
}

/** The group that the load balancer gets when the program names none; open to all, as the real one. */
async function securityGroup(context: ComponentContext, vpcId: Value, inRegion: Values): Promise<Group | undefined> {
  const wish = properties(context.inputs.defaultSecurityGroup);
  if (context.inputs.securityGroups !== undefined || wish.skip === true) return undefined;
  if (wish.securityGroupId !== undefined && wish.args !== undefined) {
    throw new Refusal("Only one of [defaultSecurityGroup] [args] or [securityGroupId] can be specified");
  }
  if (wish.securityGroupId !== undefined) return { value: wish.securityGroupId };
  const everyone = { cidrBlocks: ["0.0.0.0/0"], ipv6CidrBlocks: ["::/0"] };
  const open = {
    vpcId,
    ingress: [{ fromPort: 0, toPort: 0, protocol: "-1", ...everyone }],
    egress: [{ fromPort: 0, toPort: 65535, protocol: "tcp", ...everyone }],
  };
  const inputs = wish.args === undefined ? open : properties(wish.args);
  const made = await context.child("aws:ec2/securityGroup:SecurityGroup", context.name, {
    description: "Managed by Pulumi",
    ...inRegion,
    ...inputs,
  });
  return { value: made.id, made };
}

/** A listener's port tells its protocol, and the other way round; HTTP on port 80 when neither is given. */
function portAndProtocol(listener: Values | undefined, defaultPort: Value | undefined): Values {
  const { port, protocol } = listener ?? {};
  if (port !== undefined)
    return { port, protocol: protocol ?? (port === UNKNOWN ? UNKNOWN : port === 443 ? "HTTPS" : "HTTP") };
  if (protocol !== undefined)
    return { protocol, port: protocol === UNKNOWN ? UNKNOWN : protocol === "HTTPS" ? 443 : 80 };
  return { port: defaultPort ?? 80, protocol: "HTTP" };
}

function reference(resource: Registered): Sourced {
  return { value: resourceReference(resource.urn, resource.id), from: [resource] };
}
