import { arn } from "../facts/arn.ts";
import { hex, MADE_AT } from "../facts/hash.ts";
import { text } from "../wire/values.ts";
import { askedDefaultSubnets, asksForDefault, defaultVpc } from "./default-vpc.ts";
import { lookUp } from "./lookup.ts";
import { argument, type Call, type FunctionRule, type FunctionRules, filtersOf, ofAccount } from "./rule.ts";

/** Lists of what the account has, and images that AWS publishes. */
export const networks: FunctionRules = {
  "aws:ec2/getSubnets:getSubnets": (call) => {
    const ofDefault = askedDefaultSubnets(call).map(({ id }) => text(id) ?? "");
    return ofDefault.length > 0
      ? { id: call.place.region, ids: ofDefault }
      : idsOf("aws:ec2/subnet:Subnet", "subnet-id")(call);
  },
  "aws:ec2/getVpcs:getVpcs": (call) =>
    asksForDefault(call)
      ? { id: call.place.region, ids: [defaultVpc(call).id ?? ""] }
      : idsOf("aws:ec2/vpc:Vpc", "vpc-id")(call),
  "aws:ec2/getNatGateways:getNatGateways": idsOf("aws:ec2/natGateway:NatGateway", "nat-gateway-id"),
  "aws:ec2/getSecurityGroups:getSecurityGroups": (call) => {
    const rows = lookUp(call, "aws:ec2/securityGroup:SecurityGroup");
    const all = (property: string) => rows.map((row) => text(row.outputs[property]) ?? "");
    const others = supposed(call, "aws:ec2/securityGroup:SecurityGroup", "group-id");
    const vpcId = filtersOf(call.args.filters).get("vpc-id")?.[0] ?? "";
    return {
      id: call.place.region,
      ids: [...rows.map((row) => row.id), ...others],
      arns: [...all("arn"), ...others.map((id) => arn(call.place, "ec2", `security-group/${id}`))],
      vpcIds: [...all("vpcId"), ...others.map(() => vpcId)],
    };
  },
  "aws:ec2/getPrefixList:getPrefixList": (call) => {
    const name = argument(call, "name") || filtersOf(call.args.filters).get("prefix-list-name")?.[0] || "";
    return { id: prefixList(call, name), name, cidrBlocks: [] };
  },
  "aws:ec2/getManagedPrefixList:getManagedPrefixList": (call) => {
    const name = argument(call, "name") || filtersOf(call.args.filters).get("prefix-list-name")?.[0] || "";
    const id = argument(call, "id") || prefixList(call, name);
    return {
      id,
      name,
      ownerId: name.startsWith("com.amazonaws.") ? "AWS" : call.place.account,
      addressFamily: "IPv4",
      maxEntries: 55,
    };
  },
  "aws:ec2/getAmi:getAmi": (call) => {
    const filters = filtersOf(call.args.filters);
    const name = (filters.get("name")?.[0] ?? argument(call, "nameRegex", "image")).replace(/[*^$]/g, "2026.0");
    const id = `ami-0${hex(16, "ami", call.place.region, name, ...(filters.get("architecture") ?? []))}`;
    return {
      id,
      imageId: id,
      name,
      arn: `arn:aws:ec2:${call.place.region}::image/${id}`,
      architecture: filters.get("architecture")?.[0] ?? (name.includes("arm64") ? "arm64" : "x86_64"),
      creationDate: MADE_AT,
      state: "available",
      imageType: "machine",
      rootDeviceName: "/dev/xvda",
      rootDeviceType: "ebs",
      virtualizationType: "hvm",
      hypervisor: "xen",
      public: true,
      enaSupport: true,
      platformDetails: "Linux/UNIX",
    };
  },
  "aws:ssm/getParameter:getParameter": (call) => {
    const name = argument(call, "name");
    const row = lookUp(call, "aws:ssm/parameter:Parameter")[0];
    const type = text(row?.outputs.type) ?? "String";
    const value = text(row?.outputs.value) ?? text(row?.outputs.insecureValue) ?? published(call, name);
    return { id: name, name, type, value, insecureValue: type === "SecureString" ? "" : value, version: 1 };
  },
};

function idsOf(type: string, filter: string): FunctionRule {
  return (call) => ({
    id: call.place.region,
    ids: [...lookUp(call, type).map((row) => row.id), ...supposed(call, type, filter)],
  });
}

/** The ids that a list is asked for and that nobody made: they exist, unless in a VPC that somebody made. */
function supposed(call: Call, type: string, filter: string): readonly string[] {
  const filters = filtersOf(call.args.filters);
  const made = (filters.get("vpc-id") ?? []).some((vpcId) => ofAccount(call, "aws:ec2/vpc:Vpc", vpcId));
  const asked = (filters.get(filter) ?? []).filter((id) => !id.includes("*"));
  if (made && filter !== "vpc-id") return [];
  return asked.filter((id) => !ofAccount(call, type, id));
}

function prefixList(call: Call, name: string): string {
  return `pl-${hex(8, "prefix list", call.place.region, name)}`;
}

/** What AWS publishes under /aws/service is an image id at most; anything else stands for a value that is not kept. */
function published(call: Call, name: string): string {
  const image = `ami-0${hex(16, "ami", call.place.region, name)}`;
  if (!name.startsWith("/aws/service/")) return `simulated value of ${name}`;
  return name.endsWith("/recommended")
    ? JSON.stringify({ image_id: image, image_name: name.split("/").at(-2) ?? "" })
    : image;
}
