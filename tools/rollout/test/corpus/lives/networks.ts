import type { DataResource } from "../../../../../libs/shared-config/test/data-program.ts";
import { drop, type Life, promise, put, type Stacks } from "../corpus.ts";

const vpc = (cidrBlock: string, tags: object = {}): DataResource => ({
  name: "vpc",
  type: "aws:ec2/vpc:Vpc",
  properties: { cidrBlock, tags },
});
const subnet = (zone: string, cidrBlock: string): DataResource => ({
  name: `subnet-${zone}`,
  type: "aws:ec2/subnet:Subnet",
  properties: { vpcId: "${vpc.id}", cidrBlock, availabilityZone: `eu-central-1${zone}` },
});
const group = (name: string, vpcId: string, description: string): DataResource => ({
  name,
  type: "aws:ec2/securityGroup:SecurityGroup",
  properties: { name: `networks-${name}`, vpcId, description },
});
const rule = (name: string, to: string, from: string, port: number): DataResource => ({
  name,
  type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  properties: { securityGroupId: to, referencedSecurityGroupId: from, ipProtocol: "tcp", fromPort: port, toPort: port },
});
const parameter = (name: string, value: string): DataResource => ({
  name,
  type: "aws:ssm/parameter:Parameter",
  properties: { name: `/networks/${name}`, type: "String", value },
});
const subnets = (subnetIds: string): DataResource => ({
  name: "subnets",
  type: "aws:rds/subnetGroup:SubnetGroup",
  properties: { name: "networks-subnets", subnetIds },
});

const first: Stacks = {
  network: {
    resources: [
      vpc("10.1.0.0/16"),
      subnet("a", "10.1.0.0/24"),
      subnet("b", "10.1.1.0/24"),
      group("callers", "${vpc.id}", "who calls"),
    ],
    outputs: {
      vpcId: "${vpc.id}",
      vpcCidr: "${vpc.cidrBlock}",
      subnetIds: ["${subnet-a.id}", "${subnet-b.id}"],
      groups: { callers: "${callers.id}" },
    },
  },
  data: {
    resources: [
      subnets("${network:subnetIds}"),
      group("store", "${network:vpcId}", "what is called"),
      rule("in", "${store.id}", "${network:groups.callers}", 5432),
      parameter("cidr", "${network:vpcCidr}"),
    ],
    outputs: { groupId: "${store.id}" },
  },
};
/** What an empty services layer is put on later, while the rest is there. */
const withServices: Stacks = {
  ...first,
  services: {
    resources: [parameter("store-group", "${data:groupId}"), parameter("callers-group", "${network:groups.callers}")],
    outputs: {},
  },
};
const tagged = put(withServices, "network", vpc("10.1.0.0/16", { team: "core" }));
const moved = put(tagged, "data", rule("in", "${store.id}", "${network:groups.callers}", 5433));
const wider = promise(put(moved, "network", subnet("c", "10.1.2.0/24")), "network", {
  subnetIds: ["${subnet-a.id}", "${subnet-b.id}", "${subnet-c.id}"],
});
const narrower = drop(
  promise(wider, "network", { subnetIds: ["${subnet-a.id}", "${subnet-b.id}"] }),
  "network",
  "subnet-c",
);
const second = promise(put(narrower, "network", group("jobs", "${vpc.id}", "what runs at night")), "network", {
  groups: { callers: "${callers.id}", jobs: "${jobs.id}" },
});
const secondIn = put(second, "data", rule("in-jobs", "${store.id}", "${network:groups.jobs}", 5433));
const described = put(secondIn, "data", {
  ...group("store", "${network:vpcId}", "the store"),
  deleteBeforeReplace: true,
});
const ruleless = drop(described, "data", "in-jobs");
const gone = drop(promise(ruleless, "network", { groups: { callers: "${callers.id}" } }), "network", "jobs");

/** A network, and security groups and rules of others in it: identifiers that are unknown until they are there. */
export const networks: Life = {
  title: "networks",
  environment: "suna-staging",
  changes: [
    { title: "deploys two layers of an empty environment", stacks: first },
    { title: "deploys a third layer on two that are there", stacks: withServices },
    { title: "deploys nothing but a layer that has not changed", stacks: withServices, layers: ["services"] },
    { title: "tags a VPC in place, whose id is read everywhere", stacks: tagged },
    { title: "edits the port of a rule", stacks: moved },
    { title: "adds a subnet to a list that is read", stacks: wider },
    { title: "takes a subnet out of a list that is read", stacks: narrower },
    { title: "adds a member to a record of which another member is read", stacks: second },
    { title: "reads a member that was there", stacks: secondIn },
    { title: "replaces a group with a rule in it, and who writes its id down", stacks: described },
    { title: "removes a rule that names a group of another layer", stacks: ruleless },
    { title: "removes the group, once nothing names it", stacks: gone },
  ],
};
