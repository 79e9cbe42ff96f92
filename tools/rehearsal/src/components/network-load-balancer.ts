import { properties } from "../wire/values.ts";
import { type ComponentMaker, inRegion, reference, references } from "./component.ts";
import { output, type Registered } from "./monitor.ts";
import { checkDefaultTarget, listenersOf, placementOf } from "./placement.ts";

/** Simulates `awsx.lb.NetworkLoadBalancer`: the load balancer, a target group and listeners, all of TCP at port 80. */
export const networkLoadBalancer: ComponentMaker = async (context) => {
  const { inputs, name } = context;
  const listeners = listenersOf(inputs) ?? [{}];
  const placement = await placementOf(context);
  const region = inRegion(inputs);
  // The two last settings are not a network load balancer's; the real component gives them, too.
  const settings = { loadBalancerType: "network", enableHttp2: false, idleTimeout: 0 };
  const balancer = await context.child("aws:lb/loadBalancer:LoadBalancer", name, {
    ...inputs,
    ...placement.inputs,
    ...settings,
  });
  checkDefaultTarget(inputs);
  const target = await context.child("aws:lb/targetGroup:TargetGroup", name, {
    ...region,
    vpcId: placement.vpcId,
    protocol: "TCP",
    port: inputs.defaultTargetGroupPort ?? 80,
    ...properties(inputs.defaultTargetGroup),
  });
  const made: Registered[] = [];
  for (const [index, listener] of listeners.entries()) {
    const listening = {
      ...region,
      defaultActions: [{ type: "forward", targetGroupArn: output(target, "arn") }],
      protocol: "TCP",
      port: 80,
      ...listener,
      loadBalancerArn: output(balancer, "arn"),
    };
    const uses = { loadBalancerArn: [balancer], defaultActions: [target] };
    made.push(await context.child("aws:lb/listener:Listener", `${name}-${index}`, listening, { uses }));
  }
  return {
    loadBalancer: reference(balancer),
    defaultTargetGroup: reference(target),
    listeners: references(made),
    vpcId: { value: placement.vpcId, from: [] },
  };
};
