import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Environment, logicalName } from "@strata/shared-config";
import { type Party, planParties, planTrust, ruleName, type TrustRow } from "./trust-plan.ts";

export interface TrustMapArgs {
  readonly environment: Environment;
  readonly vpcId: pulumi.Input<string>;
}

const KEBAB: Readonly<Record<Party, string>> = {
  loadBalancer: "load-balancer",
  services: "services",
  database: "database",
  cache: "cache",
  endpoints: "endpoints",
};

/** Every security group of the platform with its rules. Other layers take a group and add no rule to it. */
export class TrustMap extends pulumi.ComponentResource {
  readonly groupIds: Readonly<Partial<Record<Party, pulumi.Output<string>>>>;
  readonly serviceGroupId: pulumi.Output<string>;

  constructor(name: string, args: TrustMapArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:network:TrustMap", name, {}, options);
    const { base, suffix } = args.environment.naming;
    const groups = new Map<Party, aws.ec2.SecurityGroup>();
    for (const party of planParties(args.environment)) {
      const physical = `${base}-${KEBAB[party]}${suffix}`;
      groups.set(
        party,
        new aws.ec2.SecurityGroup(
          logicalName(KEBAB[party]),
          {
            name: physical,
            description: `${physical}: rules are made by the network layer`,
            vpcId: args.vpcId,
            tags: { Name: physical },
          },
          { parent: this },
        ),
      );
    }
    const idOf = (party: Party) => groupOf(groups, party).id;
    for (const row of planTrust(args.environment)) allow(row, idOf, this);

    const world = {
      ipProtocol: "-1",
      cidrIpv4: "0.0.0.0/0",
      description: "image pulls and the APIs that services call",
    };
    new aws.vpc.SecurityGroupEgressRule(
      "services-to-world",
      { securityGroupId: idOf("services"), ...world },
      { parent: this },
    );

    this.groupIds = Object.fromEntries([...groups].map(([party, group]) => [party, group.id]));
    this.serviceGroupId = idOf("services");
    this.registerOutputs({ groupIds: this.groupIds });
  }
}

/** The ingress rule of a row and, where the caller may not call the whole world anyway, the egress rule that matches it. */
function allow(row: TrustRow, idOf: (party: Party) => pulumi.Output<string>, parent: TrustMap): void {
  const name = ruleName(row);
  const rule = { ipProtocol: "tcp", fromPort: row.port, toPort: row.port, description: row.purpose };
  const source =
    typeof row.from === "string" ? { referencedSecurityGroupId: idOf(row.from) } : { cidrIpv4: row.from.cidr };
  new aws.vpc.SecurityGroupIngressRule(name, { ...rule, securityGroupId: idOf(row.to), ...source }, { parent });
  if (row.from === "loadBalancer") {
    const target = { securityGroupId: idOf(row.from), referencedSecurityGroupId: idOf(row.to) };
    new aws.vpc.SecurityGroupEgressRule(name, { ...rule, ...target }, { parent });
  }
}

function groupOf(groups: ReadonlyMap<Party, aws.ec2.SecurityGroup>, party: Party): aws.ec2.SecurityGroup {
  const group = groups.get(party);
  if (group === undefined) throw new RangeError(`the trust map names ${party}, which this environment does not have`);
  return group;
}
