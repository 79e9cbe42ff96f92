import { Refusal } from "../operations/cloud.ts";
import { isList, properties, referencedId, UNKNOWN, type Value, type Values } from "../wire/values.ts";
import { type ComponentContext, inRegion } from "./component.ts";
import { findDefaultNetwork } from "./default-vpc.ts";

/** Where a load balancer is. */
export interface Placement {
  readonly vpcId: Value;
  /** Its inputs that say so. */
  readonly inputs: Values;
}

/** Reads where a load balancer is wanted; without a word of it, in the public subnets of the default VPC. @throws Refusal */
export async function placementOf(context: ComponentContext): Promise<Placement> {
  const { inputs } = context;
  const given = ["subnets", "subnetIds", "subnetMappings"].filter((input) => inputs[input] !== undefined);
  if (given.length > 1) throw new Refusal("Only one of [subnets], [subnetIds] or [subnetMappings] can be specified");
  const [input] = given;
  if (input === undefined) {
    const network = await findDefaultNetwork(context);
    return { vpcId: network.vpcId, inputs: { subnets: network.publicSubnetIds } };
  }
  const list = inputs[input];
  const ids = isList(list) ? list.map((item) => referencedId(item) ?? properties(item).subnetId ?? item) : UNKNOWN;
  const vpcId = await vpcOf(context, isList(ids) ? (ids[0] ?? UNKNOWN) : UNKNOWN);
  return { vpcId, inputs: input === "subnetMappings" ? { subnets: null } : { subnets: ids } };
}

async function vpcOf(context: ComponentContext, subnet: Value): Promise<Value> {
  if (subnet === UNKNOWN) return UNKNOWN;
  const found = await context.invoke("aws:ec2/getSubnet:getSubnet", { id: subnet, ...inRegion(context.inputs) });
  return found.vpcId ?? UNKNOWN;
}

/** The listeners that are asked for; undefined where nobody says anything of them. @throws Refusal */
export function listenersOf(inputs: Values): readonly Values[] | undefined {
  if (inputs.listener !== undefined && inputs.listeners !== undefined) {
    throw new Refusal("Only one of [listener] and [listeners] can be specified");
  }
  if (inputs.listener !== undefined) return [properties(inputs.listener)];
  return isList(inputs.listeners) ? inputs.listeners.map(properties) : undefined;
}

/** Refuses two ways of saying where the load balancer sends requests. @throws Refusal */
export function checkDefaultTarget(inputs: Values): void {
  if (inputs.defaultTargetGroup === undefined || inputs.defaultTargetGroupPort === undefined) return;
  throw new Refusal("Only one of `defaultTargetGroup` or `defaultTargetGroupPort` can be provided.");
}
