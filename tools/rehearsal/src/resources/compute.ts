import { text, type Values } from "../wire/values.ts";
import { privateAddress, publicAddress } from "./gateways.ts";
import { arnOf, attendantId, ec2Arn, ec2Id, named, nameOf } from "./ids.ts";
import { type Draft, input, type ResourceRules } from "./rule.ts";

/** EC2 instances and what starts them. */
export const compute: ResourceRules = {
  "aws:ec2/launchTemplate:LaunchTemplate": {
    id: ec2Id("lt"),
    arn: ec2Arn("launch-template"),
    outputs: (made) => ({ name: nameOf(made), namePrefix: "", defaultVersion: 1, latestVersion: 1 }),
    // Each change is a new version; the default moves only when it is told to.
    evolves: (made, before) => {
      const latest = Number(before.latestVersion ?? 0) + 1;
      const moves = made.inputs.updateDefaultVersion === true;
      return { latestVersion: latest, ...(moves ? { defaultVersion: latest } : {}) };
    },
    replaces: ["name", "namePrefix"],
    sets: ["vpcSecurityGroupIds"],
  },
  "aws:ec2/instance:Instance": {
    id: ec2Id("i"),
    arn: ec2Arn("instance"),
    outputs: (made) => {
      const subnet = subnetOf(made);
      const address = input(made, "privateIp") || privateAddress(made);
      const reached = made.inputs.associatePublicIpAddress ?? subnet?.mapPublicIpOnLaunch ?? subnet === undefined;
      const open = reached === true ? publicAddress(made.id) : "";
      const names = subnet === undefined || hasPublicNames(made, text(subnet.vpcId) ?? "");
      return {
        instanceState: "running",
        primaryNetworkInterfaceId: attendantId(made, "eni"),
        privateIp: address,
        privateDns: `ip-${dashed(address)}.${privateDomain(made.place.region)}`,
        publicIp: open,
        publicDns: open !== "" && names ? `ec2-${dashed(open)}.${publicDomain(made.place.region)}` : "",
        availabilityZone: text(subnet?.availabilityZone) ?? `${made.place.region}a`,
        instanceType: "t3.micro",
        tenancy: "default",
        rootBlockDevice: { deviceName: "/dev/xvda", volumeId: attendantId(made, "vol"), volumeSize: 8 },
      };
    },
    replaces: ["ami", "availabilityZone", "subnetId", "keyName", "privateIp", "associatePublicIpAddress"],
    sets: ["vpcSecurityGroupIds", "securityGroups"],
  },
  "aws:ec2/networkInterface:NetworkInterface": {
    id: ec2Id("eni"),
    arn: ec2Arn("network-interface"),
    replaces: ["subnetId"],
  },
  "aws:ebs/volume:Volume": {
    id: ec2Id("vol"),
    arn: ec2Arn("volume"),
    replaces: ["availabilityZone", "encrypted", "kmsKeyId", "snapshotId"],
  },
  "aws:ebs/snapshot:Snapshot": { id: ec2Id("snap"), arn: ec2Arn("snapshot"), replaces: ["volumeId"] },
  "aws:ec2/keyPair:KeyPair": {
    ...named("keyName"),
    arn: arnOf("ec2", "key-pair/"),
    outputs: (made) => ({ keyPairId: attendantId(made, "key"), keyName: made.id, keyType: "rsa" }),
    replaces: ["keyName", "keyNamePrefix", "publicKey"],
    naming: { property: "keyName" },
  },
};

function subnetOf(draft: Draft): Values | undefined {
  const { region } = draft.place;
  return draft.account.find({ type: "aws:ec2/subnet:Subnet", region, key: input(draft, "subnetId") })?.outputs;
}

/** A VPC gives public names only where it is told to. Source: Amazon VPC User Guide, "DNS attributes for your VPC". */
function hasPublicNames(draft: Draft, vpcId: string): boolean {
  const { region } = draft.place;
  const vpc = draft.account.find({ type: "aws:ec2/vpc:Vpc", region, key: vpcId });
  return vpc === undefined || vpc.outputs.enableDnsHostnames === true;
}

/** Source: Amazon EC2 User Guide, "EC2 instance hostnames and domains": us-east-1 has names of its own. */
function privateDomain(region: string): string {
  return region === "us-east-1" ? "ec2.internal" : `${region}.compute.internal`;
}

function publicDomain(region: string): string {
  return region === "us-east-1" ? "compute-1.amazonaws.com" : `${region}.compute.amazonaws.com`;
}

function dashed(address: string): string {
  return address.replaceAll(".", "-");
}
