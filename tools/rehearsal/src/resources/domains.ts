import { arn, globalArn, ownerlessArn } from "../facts/arn.ts";
import { digits, hex, MADE_AT, pick, uuid } from "../facts/hash.ts";
import { text, texts } from "../wire/values.ts";
import { arnAsId, nameOf } from "./ids.ts";
import { type Draft, input, type Made, type ResourceRules } from "./rule.ts";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** Certificates, names, distributions and firewalls. */
export const domains: ResourceRules = {
  "aws:acm/certificate:Certificate": {
    ...arnAsId((draft) => arn(draft.place, "acm", `certificate/${uuid(draft.hex(32))}`)),
    outputs: (made) => ({
      domainValidationOptions: validationOptions(made),
      subjectAlternativeNames: [input(made, "domainName")],
      status: "PENDING_VALIDATION",
      type: input(made, "privateKey") === "" ? "AMAZON_ISSUED" : "IMPORTED",
      keyAlgorithm: "RSA_2048",
      validationMethod: "NONE",
      notAfter: "",
      notBefore: "",
      pendingRenewal: false,
      renewalEligibility: "INELIGIBLE",
      options: { certificateTransparencyLoggingPreference: "ENABLED", export: "DISABLED" },
    }),
    replaces: ["domainName", "subjectAlternativeNames", "validationMethod", "keyAlgorithm", "certificateAuthorityArn", "validationOptions"],
    sets: ["subjectAlternativeNames"],
  },
  "aws:acm/certificateValidation:CertificateValidation": { id: (draft) => input(draft, "certificateArn"), replaces: ["*"], sets: ["validationRecordFqdns"] },
  "aws:route53/zone:Zone": {
    id: (draft) => `Z${pick(LETTERS, 20, draft.hex(32))}`,
    arn: (made) => ownerlessArn(made.place, "route53", `hostedzone/${made.id}`),
    outputs: (made) => ({ zoneId: made.id, nameServers: nameServers(made.id), primaryNameServer: nameServers(made.id)[0] ?? "", comment: "Managed by Pulumi", enableAcceleratedRecovery: false }),
    replaces: ["name", "delegationSetId"],
    sets: ["vpcs"],
    naming: "none",
  },
  "aws:route53/record:Record": {
    id: (draft) => [input(draft, "zoneId"), fqdn(draft), input(draft, "type"), ...texts([draft.inputs["setIdentifier"] ?? null])].join("_"),
    outputs: (made) => ({ fqdn: fqdn(made), allowOverwrite: false }),
    replaces: ["name", "zoneId"],
    sets: ["records"],
    naming: "none",
  },
  "aws:route53/healthCheck:HealthCheck": {
    id: (draft) => uuid(draft.hex(32)),
    arn: (made) => ownerlessArn(made.place, "route53", `healthcheck/${made.id}`),
    outputs: () => ({ failureThreshold: 3, enableSni: true }),
    replaces: ["type", "measureLatency", "requestInterval", "referenceName", "routingControlArn"],
  },
  "aws:cloudfront/distribution:Distribution": {
    id: (draft) => `E${pick(LETTERS, 13, draft.hex(32))}`,
    arn: (made) => globalArn(made.place, "cloudfront", `distribution/${made.id}`),
    outputs: (made) => ({
      domainName: `d${made.hex(13, "domain")}.cloudfront.net`,
      // The one zone of all distributions (Amazon Route 53 API Reference, AliasTarget).
      hostedZoneId: "Z2FDTNDATAQYW2",
      status: "Deployed",
      etag: `E${pick(LETTERS, 13, made.id, "etag")}`,
      callerReference: `terraform-${digits(26, made.id)}`,
      lastModifiedTime: MADE_AT,
      continuousDeploymentPolicyId: "",
    }),
    evolves: etag,
    sets: ["aliases", "origins"],
  },
  "aws:cloudfront/originAccessControl:OriginAccessControl": { id: (draft) => `E${pick(LETTERS, 13, draft.hex(32))}`, arn: (made) => globalArn(made.place, "cloudfront", `origin-access-control/${made.id}`), outputs: (made) => ({ name: nameOf(made), etag: `E${pick(LETTERS, 13, made.id, "etag")}` }), evolves: etag },
  "aws:cloudfront/function:Function": { id: (draft) => nameOf(draft), unique: true, arn: (made) => globalArn(made.place, "cloudfront", `function/${made.id}`), outputs: (made) => ({ name: made.id, status: "UNASSOCIATED", etag: `E${pick(LETTERS, 13, made.id, "etag")}`, liveStageEtag: `E${pick(LETTERS, 13, made.id, "live")}` }), evolves: etag },
  "aws:wafv2/webAcl:WebAcl": {
    id: (draft) => uuid(draft.hex(32)),
    arn: (made) => wafArn(made, "webacl"),
    outputs: (made) => ({ name: nameOf(made), namePrefix: "", capacity: 100, lockToken: uuid(made.id, "lock"), applicationIntegrationUrl: "" }),
    evolves: lockToken,
    replaces: ["name", "namePrefix", "scope"],
    documents: ["ruleJson"],
    sets: ["rules", "tokenDomains"],
  },
  "aws:wafv2/ipSet:IpSet": { id: (draft) => uuid(draft.hex(32)), arn: (made) => wafArn(made, "ipset"), outputs: (made) => ({ name: nameOf(made), namePrefix: "", lockToken: uuid(made.id, "lock") }), evolves: lockToken, replaces: ["name", "namePrefix", "scope", "ipAddressVersion"], sets: ["addresses"] },
  "aws:wafv2/ruleGroup:RuleGroup": { id: (draft) => uuid(draft.hex(32)), arn: (made) => wafArn(made, "rulegroup"), outputs: (made) => ({ name: nameOf(made), namePrefix: "", lockToken: uuid(made.id, "lock") }), evolves: lockToken, replaces: ["name", "namePrefix", "scope", "capacity"], sets: ["rules"] },
  "aws:wafv2/webAclAssociation:WebAclAssociation": { id: (draft) => `${input(draft, "webAclArn")},${input(draft, "resourceArn")}`, replaces: ["*"] },
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": { id: (draft) => input(draft, "resourceArn"), replaces: ["resourceArn"] },
};

/** One record a name; a wildcard and its bare domain share theirs. */
function validationOptions(made: Made): Record<string, string>[] {
  if (input(made, "validationMethod") !== "DNS") return [];
  const names = [...new Set([input(made, "domainName"), ...texts(made.inputs["subjectAlternativeNames"])])];
  return names.map((domainName) => {
    const bare = domainName.replace(/^\*\./, "");
    const record = { resourceRecordName: `_${hex(32, made.place.account, bare)}.${bare}.`, resourceRecordType: "CNAME" };
    return { domainName, ...record, resourceRecordValue: `_${hex(32, "value", bare)}.${pick("abcdefghijklmnop", 10, bare)}.acm-validations.aws.` };
  });
}

function nameServers(zone: string): string[] {
  return ["com", "net", "org", "co.uk"].map((end, index) => `ns-${Number(digits(3, zone, end)) + index * 512}.awsdns-${digits(2, zone, end, "host")}.${end}`);
}

/** A record's full name: names in a zone may be given with or without the zone's. */
function fqdn(draft: Draft): string {
  const name = input(draft, "name").replace(/\.$/, "");
  const row = draft.account.find({ type: "aws:route53/zone:Zone", region: "global", key: input(draft, "zoneId") });
  const zone = (text(row?.outputs["name"]) ?? "").replace(/\.$/, "");
  if (zone === "" || name === zone || name.endsWith(`.${zone}`)) return name;
  return name === "" ? zone : `${name}.${zone}`;
}

/** Firewalls of distributions are global, and kept in us-east-1. */
function wafArn(made: Made, kind: string): string {
  const global = input(made, "scope") === "CLOUDFRONT";
  const place = global ? { ...made.place, region: "us-east-1" } : made.place;
  return arn(place, "wafv2", `${global ? "global" : "regional"}/${kind}/${nameOf(made)}/${made.id}`);
}

function etag(made: Made, before: { readonly [name: string]: unknown }): { etag: string } {
  return { etag: `E${pick(LETTERS, 13, made.id, JSON.stringify(before["etag"] ?? ""))}` };
}

function lockToken(made: Made, before: { readonly [name: string]: unknown }): { lockToken: string } {
  return { lockToken: uuid(made.id, JSON.stringify(before["lockToken"] ?? "")) };
}
