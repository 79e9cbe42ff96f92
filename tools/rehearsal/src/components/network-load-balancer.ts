import { properties } from "../wire/values.ts";
import { type ComponentMaker, inRegion, reference, references } from "./component.ts";
import { forwardingListeners } from "./forwarding-listeners.ts";
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
  const made = await forwardingListeners(context, balancer, target, listeners, () => ({ protocol: "TCP", port: 80 }));
  return {
    loadBalancer: reference(balancer),
    defaultTargetGroup: reference(target),
    listeners: references(made),
    vpcId: { value: placement.vpcId, from: [] },
  };
};
