import type { Values } from "../wire/values.ts";
import { type ComponentContext, inRegion } from "./component.ts";
import { output, type Registered } from "./monitor.ts";

/**
 * Makes the listeners of a load balancer, each of which sends what comes to one target group.
 *
 * @param defaultsOf what a listener has where it does not say so itself
 */
export async function forwardingListeners(
  context: ComponentContext,
  balancer: Registered,
  target: Registered,
  listeners: readonly Values[],
  defaultsOf: (listener: Values) => Values,
): Promise<readonly Registered[]> {
  const made: Registered[] = [];
  for (const [index, listener] of listeners.entries()) {
    const listening = {
      ...inRegion(context.inputs),
      defaultActions: [{ type: "forward", targetGroupArn: output(target, "arn") }],
      ...defaultsOf(listener),
      ...listener,
      loadBalancerArn: output(balancer, "arn"),
    };
    const uses = { loadBalancerArn: [balancer], defaultActions: [target] };
    made.push(await context.child("aws:lb/listener:Listener", `${context.name}-${index}`, listening, { uses }));
  }
  return made;
}
