import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "@strata/shared-config";
import { groupName, type Party, partyOf, planGroups } from "./parties.ts";
import { planTrust, ruleName, type TrustRow } from "./trust-plan.ts";

export interface TrustMapArgs {
  readonly environment: Environment;
  readonly vpcId: pulumi.Input<string>;
}

/** A group of the map: made here, with its rules, or adopted as it is. */
interface Member {
  readonly id: pulumi.Output<string>;
  readonly adopted: boolean;
}

/**
 * Every security group of the platform, and every rule of those that it makes. A group that exists already gets no rule
 * here, and other layers take a group and add no rule to it.
 */
export class TrustMap extends pulumi.ComponentResource {
  readonly groupIds: Readonly<Partial<Record<Party, pulumi.Output<string>>>>;
  /** By key of the environment's services. */
  readonly serviceGroupIds: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: TrustMapArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:network:TrustMap", name, {}, options);
    const { environment } = args;
    const { base, suffix } = environment.naming;
    const members = new Map<Party, Member>();
    for (const { party, adopted } of planGroups(environment)) {
      if (adopted !== undefined) {
        members.set(party, { id: pulumi.output(adopted), adopted: true });
        continue;
      }
      const logical = groupName(party);
      const physical = `${base}-${logical}${suffix}`;
      const group = new aws.ec2.SecurityGroup(
        logical,
        {
          name: physical,
          description: `${physical}: rules are made by the network layer`,
          vpcId: args.vpcId,
          tags: { Name: physical },
        },
        { parent: this },
      );
      members.set(party, { id: group.id, adopted: false });
    }
    for (const row of planTrust(environment)) allow(row, members, this);

    for (const [party, { id, adopted }] of members) {
      if (adopted || !(party === "services" || party.startsWith("service-"))) continue;
      new aws.vpc.SecurityGroupEgressRule(
        `${party}-to-world`,
        {
          securityGroupId: id,
          ipProtocol: "-1",
          cidrIpv4: "0.0.0.0/0",
          description: "image pulls and the APIs that services call",
        },
        { parent: this },
      );
    }

    this.groupIds = Object.fromEntries([...members].map(([party, { id }]) => [party, id]));
    this.serviceGroupIds = Object.fromEntries(
      Object.keys(environment.services).map((key) => [key, memberOf(members, partyOf(environment, key)).id]),
    );
    this.registerOutputs({ groupIds: this.groupIds });
  }
}

/** The ingress rule of a row and, where the caller may not call the whole world anyway, the egress rule that matches it. */
function allow(row: TrustRow, members: ReadonlyMap<Party, Member>, parent: TrustMap): void {
  const name = ruleName(row);
  const { first, last } = typeof row.port === "number" ? { first: row.port, last: row.port } : row.port;
  const rule = { ipProtocol: "tcp", fromPort: first, toPort: last, description: row.purpose };
  const to = memberOf(members, row.to);
  const source =
    typeof row.from === "string"
      ? { referencedSecurityGroupId: memberOf(members, row.from).id }
      : { cidrIpv4: row.from.cidr };
  if (!to.adopted)
    new aws.vpc.SecurityGroupIngressRule(name, { ...rule, securityGroupId: to.id, ...source }, { parent });
  if (row.from !== "loadBalancer") return;
  const from = memberOf(members, row.from);
  if (from.adopted) return;
  const target = { securityGroupId: from.id, referencedSecurityGroupId: to.id };
  new aws.vpc.SecurityGroupEgressRule(name, { ...rule, ...target }, { parent });
}

function memberOf(members: ReadonlyMap<Party, Member>, party: Party): Member {
  const member = members.get(party);
  if (member === undefined) throw new RangeError(`the trust map names ${party}, which this environment does not have`);
  return member;
}
