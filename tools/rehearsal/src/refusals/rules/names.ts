import { isObject, text, texts } from "../../wire/values.ts";
import type { Attempt } from "../attempt.ts";
import { isIssued } from "./listeners.ts";
import { isAddress, isSet, named, objects, others, regionOfArn, textOf } from "./read.ts";
import type { Rules } from "./rule.ts";

const RECORD = ["aws:route53/record:Record"];
const CLOUDFRONT = ["aws:cloudfront/distribution:Distribution"];
const FORMATS = "Amazon Route 53 API Reference, ChangeResourceRecordSets";

/** Names of Route 53, and the certificates and distributions behind them. */
export const names: Rules = [
  {
    types: RECORD,
    rule: "a record's name is inside its zone",
    code: "InvalidChangeBatch",
    source: FORMATS,
    broken: (attempt) => {
      const [name, zone] = [fullName(attempt, attempt.inputs), zoneOf(attempt, attempt.inputs.zoneId)];
      return zone === undefined || name === zone || name.endsWith(`.${zone}`)
        ? undefined
        : `[RRSet with DNS name ${name}. is not permitted in zone ${zone}.]`;
    },
  },
  {
    types: RECORD,
    rule: "a zone's own name has no CNAME",
    code: "InvalidChangeBatch",
    source: "Amazon Route 53 Developer Guide, Supported DNS record types",
    broken: (attempt) => {
      const [name, zone] = [fullName(attempt, attempt.inputs), zoneOf(attempt, attempt.inputs.zoneId)];
      return attempt.inputs.type === "CNAME" && name === zone
        ? `[RRSet of type CNAME with DNS name ${name}. is not permitted at apex in zone ${zone}.]`
        : undefined;
    },
  },
  {
    types: RECORD,
    rule: "a CNAME stands alone with its name",
    code: "InvalidChangeBatch",
    source: "Amazon Route 53 Developer Guide, Supported DNS record types",
    on: ["create"],
    broken: (attempt) => {
      const clash = sameName(attempt).some(
        ({ inputs }) => (inputs.type === "CNAME") !== (attempt.inputs.type === "CNAME"),
      );
      return clash
        ? `[RRSet of type ${attempt.inputs.type} with DNS name ${fullName(attempt, attempt.inputs)}. is not permitted as it conflicts with other records with the same DNS name]`
        : undefined;
    },
  },
  {
    types: RECORD,
    rule: "a record of a name and a type is there once, unless it may be overwritten",
    code: "InvalidChangeBatch",
    source: FORMATS,
    on: ["create"],
    broken: (attempt) => {
      const { type, setIdentifier, allowOverwrite } = attempt.inputs;
      const taken = sameName(attempt).some(
        ({ inputs }) => inputs.type === type && inputs.setIdentifier === setIdentifier,
      );
      return taken && allowOverwrite !== true
        ? `[Tried to create resource record set [name='${fullName(attempt, attempt.inputs)}.', type='${type}'] but it already exists]`
        : undefined;
    },
  },
  {
    types: RECORD,
    rule: "a record has an alias, or a TTL with records, not both",
    code: "InvalidInput",
    source: FORMATS,
    broken: ({ inputs }) => {
      const [alias, plain] = [isSet(inputs.aliases), [inputs.ttl, inputs.records].filter(isSet).length];
      return (alias ? plain === 0 : plain === 2)
        ? undefined
        : "Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId], but found none or more in Change";
    },
  },
  {
    types: RECORD,
    rule: "a record of type A has IPv4 addresses, one of type AAAA IPv6 addresses, a CNAME one name",
    code: "InvalidChangeBatch",
    source: "Amazon Route 53 Developer Guide, Supported DNS record types",
    broken: ({ inputs }) => {
      const records = texts(inputs.records);
      if (inputs.type === "CNAME") return records.length > 1 ? "[CNAME records can have one value only]" : undefined;
      const version = inputs.type === "A" ? 4 : inputs.type === "AAAA" ? 6 : undefined;
      const bad = version && records.find((one) => !isAddress(one, version));
      return bad
        ? `[Invalid Resource Record: 'FATAL problem: ${inputs.type}RRDATAIllegalIPv${version}Address (Value is not a valid IPv${version} address) encountered with '${bad}'']`
        : undefined;
    },
  },
  {
    types: ["aws:acm/certificateValidation:CertificateValidation"],
    rule: "a validation waits for the record of each of the certificate's names",
    code: "Provider",
    source: "terraform-provider-aws, internal/service/acm/certificate_validation.go",
    broken: (attempt) => {
      const given = texts(attempt.inputs.validationRecordFqdns).map(bare);
      const certificate = named(attempt, "aws:acm/certificate:Certificate", attempt.inputs.certificateArn);
      const wanted = objects(certificate?.outputs.domainValidationOptions).flatMap(
        ({ resourceRecordName }) => text(resourceRecordName) ?? [],
      );
      const missing = given.length === 0 ? undefined : wanted.find((name) => !given.includes(bare(name)));
      return missing && `missing certificate DNS validation record: ${bare(missing)}`;
    },
  },
  {
    types: CLOUDFRONT,
    rule: "a distribution's certificate is issued, and is in us-east-1",
    code: "InvalidViewerCertificate",
    source: "Amazon CloudFront API Reference, CreateDistribution",
    broken: (attempt) => {
      const viewer = attempt.inputs.viewerCertificate;
      const arn = isObject(viewer) ? text(viewer.acmCertificateArn) : undefined;
      const row =
        arn === undefined
          ? undefined
          : attempt.account.find({ type: "aws:acm/certificate:Certificate", region: "us-east-1", key: arn });
      const good =
        arn === undefined || (regionOfArn(arn) === "us-east-1" && (!row || isIssued(attempt, row.id, row.inputs)));
      return good
        ? undefined
        : "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a valid certificate chain.";
    },
  },
  {
    types: CLOUDFRONT,
    rule: "a distribution with names of its own has a certificate",
    code: "InvalidViewerCertificate",
    source: "Amazon CloudFront Developer Guide, Requirements for using alternate domain names",
    broken: ({ inputs }) => {
      const viewer = isObject(inputs.viewerCertificate) ? inputs.viewerCertificate : {};
      return isSet(inputs.aliases) && !isSet(viewer.acmCertificateArn) && !isSet(viewer.iamCertificateId)
        ? "To add an alternate domain name (CNAME) to a CloudFront distribution, you must attach a trusted certificate that validates your authorization to use the domain name."
        : undefined;
    },
  },
  {
    types: CLOUDFRONT,
    rule: "a name belongs to one distribution",
    code: "CNAMEAlreadyExists",
    source: "Amazon CloudFront API Reference, CreateDistribution",
    broken: (attempt) => {
      const taken = others(attempt).flatMap(({ inputs }) => texts(inputs.aliases));
      return texts(attempt.inputs.aliases).some((name) => taken.includes(name))
        ? "One or more of the CNAMEs you provided are already associated with a different resource."
        : undefined;
    },
  },
  {
    types: CLOUDFRONT,
    rule: "a distribution's behaviours go to origins that it has",
    code: "NoSuchOrigin",
    source: "Amazon CloudFront API Reference, CreateDistribution",
    broken: ({ inputs }) => {
      const origins = [...objects(inputs.origins), ...objects(inputs.originGroups)].map(({ originId }) => originId);
      const behaviours = [
        ...objects(inputs.orderedCacheBehaviors),
        ...(isObject(inputs.defaultCacheBehavior) ? [inputs.defaultCacheBehavior] : []),
      ];
      return behaviours.some(({ targetOriginId }) => !origins.includes(targetOriginId ?? null))
        ? "One or more of your origins or origin groups do not exist."
        : undefined;
    },
  },
];

function bare(name: string): string {
  return name.replace(/\.$/, "").toLowerCase();
}

function zoneOf(attempt: Attempt, zoneId: Attempt["inputs"][string] | undefined): string | undefined {
  const zone = textOf(named(attempt, "aws:route53/zone:Zone", zoneId), "name");
  return zone && bare(zone);
}

/** The provider puts the zone behind a name that does not end with it. Source: terraform-provider-aws, internal/service/route53, expandRecordName. */
function fullName(attempt: Attempt, inputs: Attempt["inputs"]): string {
  const [name, zone] = [bare(text(inputs.name) ?? ""), zoneOf(attempt, inputs.zoneId) ?? ""];
  if (name.endsWith(zone)) return name;
  return name === "" ? zone : `${name}.${zone}`;
}

function sameName(attempt: Attempt) {
  const name = fullName(attempt, attempt.inputs);
  return others(attempt).filter(
    ({ inputs }) => inputs.zoneId === attempt.inputs.zoneId && fullName(attempt, inputs) === name,
  );
}
