import { ownerlessArn } from "../facts/arn.ts";
import { digits, pick, uuid } from "../facts/hash.ts";
import { text, texts } from "../wire/values.ts";
import { type Draft, input, type ResourceRules } from "./rule.ts";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** Public and private names. */
export const route53: ResourceRules = {
  "aws:route53/zone:Zone": {
    id: (draft) => `Z${pick(LETTERS, 20, draft.hex(32))}`,
    arn: (made) => ownerlessArn(made.place, "route53", `hostedzone/${made.id}`),
    outputs: (made) => ({
      zoneId: made.id,
      nameServers: nameServers(made.id),
      primaryNameServer: nameServers(made.id)[0] ?? "",
      comment: "Managed by Pulumi",
      enableAcceleratedRecovery: false,
    }),
    replaces: ["name", "delegationSetId"],
    sets: ["vpcs"],
    naming: "none",
  },
  "aws:route53/record:Record": {
    id: (draft) =>
      [input(draft, "zoneId"), fqdn(draft), input(draft, "type"), ...texts([draft.inputs.setIdentifier ?? null])].join(
        "_",
      ),
    outputs: (made) => ({ fqdn: fqdn(made), allowOverwrite: false }),
    replaces: ["name", "zoneId"],
    sets: ["records"],
    naming: "none",
  },
  "aws:route53/queryLog:QueryLog": {
    id: (draft) => uuid(draft.hex(32)),
    arn: (made) => ownerlessArn(made.place, "route53", `queryloggingconfig/${made.id}`),
    replaces: ["*"],
  },
  "aws:route53/healthCheck:HealthCheck": {
    id: (draft) => uuid(draft.hex(32)),
    arn: (made) => ownerlessArn(made.place, "route53", `healthcheck/${made.id}`),
    outputs: () => ({ failureThreshold: 3, enableSni: true }),
    replaces: ["type", "measureLatency", "requestInterval", "referenceName", "routingControlArn"],
  },
};

function nameServers(zone: string): string[] {
  return ["com", "net", "org", "co.uk"].map(
    (end, index) => `ns-${Number(digits(3, zone, end)) + index * 512}.awsdns-${digits(2, zone, end, "host")}.${end}`,
  );
}

function fqdn(draft: Draft): string {
  const name = input(draft, "name").replace(/\.$/, "");
  const row = draft.account.find({ type: "aws:route53/zone:Zone", region: "global", key: input(draft, "zoneId") });
  const zone = (text(row?.outputs.name) ?? "").replace(/\.$/, "");
  if (zone === "" || name === zone || name.endsWith(`.${zone}`)) return name;
  return name === "" ? zone : `${name}.${zone}`;
}
