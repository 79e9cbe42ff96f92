import { arn } from "../facts/arn.ts";
import { uuid } from "../facts/hash.ts";
import { publicAddress } from "./gateways.ts";
import { arnOf, attendantId, ec2Arn, ec2Id, named, nameOf } from "./ids.ts";
import type { ResourceRules } from "./rule.ts";

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
  "aws:autoscaling/group:Group": {
    ...named(),
    arn: (made) => arn(made.place, "autoscaling", `autoScalingGroup:${uuid(made.id)}:autoScalingGroupName/${made.id}`),
    outputs: (made) => ({
      name: made.id,
      namePrefix: "",
      defaultCooldown: 300,
      healthCheckType: "EC2",
      predictedCapacity: 0,
      warmPoolSize: 0,
      desiredCapacity: made.inputs.minSize ?? 0,
    }),
    sets: ["vpcZoneIdentifiers", "targetGroupArns", "availabilityZones", "enabledMetrics"],
  },
  "aws:ec2/instance:Instance": {
    id: ec2Id("i"),
    arn: ec2Arn("instance"),
    outputs: (made) => ({
      instanceState: "running",
      primaryNetworkInterfaceId: attendantId(made, "eni"),
      publicIp: publicAddress(made.id),
      availabilityZone: `${made.place.region}a`,
      instanceType: "t3.micro",
    }),
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
