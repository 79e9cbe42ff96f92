import { arn } from "../facts/arn.ts";
import { hex, MADE_AT, uuid } from "../facts/hash.ts";
import { publicAddress } from "./gateways.ts";
import { named } from "./ids.ts";
import { input, type ResourceRules } from "./rule.ts";

/** Small servers outside a VPC. */
export const lightsail: ResourceRules = {
  "aws:lightsail/instance:Instance": {
    ...named(),
    arn: (made) => arn(made.place, "lightsail", `Instance/${uuid(made.id)}`),
    outputs: (made) => ({
      name: made.id,
      publicIpAddress: publicAddress(made.id),
      privateIpAddress: `172.26.${Number.parseInt(made.hex(1), 16)}.10`,
      cpuCount: 2,
      ramSize: 1,
      username: "ubuntu",
      isStaticIp: false,
      createdAt: MADE_AT,
    }),
    replaces: ["name", "availabilityZone", "blueprintId", "bundleId", "keyPairName", "userData"],
  },
  "aws:lightsail/staticIp:StaticIp": {
    ...named(),
    arn: (made) => arn(made.place, "lightsail", `StaticIp/${uuid(made.id)}`),
    outputs: (made) => ({ name: made.id, ipAddress: publicAddress(made.id) }),
  },
  "aws:lightsail/staticIpAttachment:StaticIpAttachment": {
    id: (draft) => input(draft, "staticIpName"),
    replaces: ["*"],
  },
  "aws:lightsail/instancePublicPorts:InstancePublicPorts": {
    // An instance has its ports once: opening them again makes no second set.
    id: (draft) => `${input(draft, "instanceName")}-${hex(8, draft.urn, "0")}`,
    replaces: ["*"],
  },
};
