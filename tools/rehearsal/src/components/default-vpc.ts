import { texts, UNKNOWN, type Value } from "../wire/values.ts";
import type { ComponentContext, ComponentMaker } from "./component.ts";

/** The VPC that every region of an account comes with. */
export interface DefaultNetwork {
  readonly vpcId: Value;
  readonly publicSubnetIds: readonly string[];
  readonly privateSubnetIds: readonly string[];
}

/** Simulates `awsx.ec2.DefaultVpc`: it makes nothing, and tells the ids of what is there. */
export const defaultVpc: ComponentMaker = async (context) => {
  const found = await findDefaultNetwork(context);
  return {
    vpcId: { value: found.vpcId, from: [] },
    publicSubnetIds: { value: found.publicSubnetIds, from: [] },
    privateSubnetIds: { value: found.privateSubnetIds, from: [] },
  };
};

/** Looks the default VPC up, and its subnets: public are those whose instances get public addresses. */
export async function findDefaultNetwork(context: ComponentContext): Promise<DefaultNetwork> {
  const vpc = await context.invoke("aws:ec2/getVpc:getVpc", { default: true });
  const vpcId = vpc.id ?? UNKNOWN;
  const filters = [{ name: "vpc-id", values: [vpcId] }];
  const { ids } = await context.invoke("aws:ec2/getSubnets:getSubnets", { filters });
  const publicSubnetIds: string[] = [];
  const privateSubnetIds: string[] = [];
  for (const id of texts(ids)) {
    const subnet = await context.invoke("aws:ec2/getSubnet:getSubnet", { id });
    (subnet.mapPublicIpOnLaunch === true ? publicSubnetIds : privateSubnetIds).push(id);
  }
  return { vpcId, publicSubnetIds, privateSubnetIds };
}
