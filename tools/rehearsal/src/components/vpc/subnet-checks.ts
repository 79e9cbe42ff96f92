import { Refusal } from "../../operations/cloud.ts";
import { endOf, overlap, parseBlock } from "./blocks.ts";
import type { PlannedSubnet, SubnetRequest } from "./subnet.ts";

/** How many NAT gateways a VPC gets. */
export type NatStrategy = "None" | "Single" | "OnePerAz";

/** Refuses subnets that overlap, and with the strategy "Exact" a layout that leaves a part of the VPC out. @throws Refusal */
export function checkSubnets(request: SubnetRequest, subnets: readonly PlannedSubnet[]): void {
  const overlapping = subnets.filter((one) =>
    subnets.some((other) => other !== one && overlap(parseBlock(one.cidrBlock), parseBlock(other.cidrBlock))),
  );
  if (overlapping.length > 0) {
    const list = overlapping.map((subnet) => `${subnet.name}: ${subnet.cidrBlock}`).join("\n");
    throw new Refusal(`The following subnets overlap with at least one other subnet:\n${list}`);
  }
  if (request.strategy === "Exact") checkGaps(request, subnets);
}

function checkGaps(request: SubnetRequest, subnets: readonly PlannedSubnet[]): void {
  const vpc = parseBlock(request.cidrBlock);
  const gaps: string[] = [];
  let expected = vpc.start;
  for (const subnet of subnets) {
    const block = parseBlock(subnet.cidrBlock);
    if (block.start !== expected) gaps.push(`before ${subnet.name} (${subnet.cidrBlock})`);
    expected = endOf(block) + 1;
  }
  if (expected !== endOf(vpc) + 1) gaps.push(`at the end of ${request.cidrBlock}`);
  if (gaps.length > 0) {
    throw new Refusal(`There are gaps in the subnet ranges. Please fix the following gaps: ${gaps.join(", ")}`);
  }
}

/** Refuses a NAT strategy that does not fit the subnets or the addresses given. @throws Refusal */
export function checkNat(
  strategy: NatStrategy,
  subnets: readonly PlannedSubnet[],
  addresses: number,
  zones: number,
): void {
  const has = (type: string) => subnets.some((subnet) => subnet.type === type);
  if (strategy !== "None" && !(has("Public") && has("Private"))) {
    throw new Refusal(
      `NAT gateways (${strategy}) need both private and public subnets: the private ones use them, the public ones hold them`,
    );
  }
  const most = { None: 0, Single: 1, OnePerAz: zones }[strategy];
  if (addresses > most || (strategy === "OnePerAz" && addresses > 0 && addresses !== zones)) {
    throw new Refusal(`${addresses} Elastic IPs were given, and NAT strategy ${strategy} takes ${most}`);
  }
}
