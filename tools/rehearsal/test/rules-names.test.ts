import { testRules } from "./rules-stage.ts";

testRules("names", {
  "a record's name is inside its zone": {
    there: [
      ["aws:route53/zone:Zone", "Z1", { name: "example.com" }],
      ["aws:route53/record:Record", "r1", { zoneId: "Z1", name: "www", type: "A" }],
    ],
    good: { zoneId: "Z1", name: "api.example.com" },
    bad: { zoneId: "Z1", name: "notexample.com" },
  },
  "a zone's own name has no CNAME": {
    there: [
      ["aws:route53/zone:Zone", "Z1", { name: "example.com" }],
      ["aws:route53/record:Record", "r1", { zoneId: "Z1", name: "www", type: "A" }],
    ],
    good: { zoneId: "Z1", name: "api", type: "CNAME" },
    bad: { zoneId: "Z1", name: "example.com", type: "CNAME" },
  },
  "a CNAME stands alone with its name": {
    there: [
      ["aws:route53/zone:Zone", "Z1", { name: "example.com" }],
      ["aws:route53/record:Record", "r1", { zoneId: "Z1", name: "www", type: "A" }],
    ],
    good: { zoneId: "Z1", name: "www", type: "AAAA" },
    bad: { zoneId: "Z1", name: "www.example.com", type: "CNAME" },
  },
  "a record of a name and a type is there once, unless it may be overwritten": {
    there: [
      ["aws:route53/zone:Zone", "Z1", { name: "example.com" }],
      ["aws:route53/record:Record", "r1", { zoneId: "Z1", name: "www", type: "A" }],
    ],
    good: { zoneId: "Z1", name: "www", type: "A", allowOverwrite: true },
    bad: { zoneId: "Z1", name: "www", type: "A" },
  },
  "a record has an alias, or a TTL with records, not both": {
    good: { ttl: 60, records: ["a"] },
    bad: { aliases: [{ name: "a" }], ttl: 60 },
  },
  "a record of type A has IPv4 addresses, one of type AAAA IPv6 addresses, a CNAME one name": {
    good: { type: "A", records: ["203.0.113.1"] },
    bad: { type: "A", records: ["::1"] },
  },
  "a validation waits for the record of each of the certificate's names": {
    there: [
      [
        "aws:acm/certificate:Certificate",
        "arn:c",
        {},
        { domainValidationOptions: [{ resourceRecordName: "_a.example.com." }] },
      ],
    ],
    good: { certificateArn: "arn:c", validationRecordFqdns: ["_a.example.com"] },
    bad: { certificateArn: "arn:c", validationRecordFqdns: ["_b.example.com"] },
  },
  "a distribution's certificate is issued, and is in us-east-1": {
    good: { viewerCertificate: { acmCertificateArn: "arn:aws:acm:us-east-1:1:certificate/a" } },
    bad: { viewerCertificate: { acmCertificateArn: "arn:aws:acm:eu-central-1:1:certificate/a" } },
  },
  "a distribution with names of its own has a certificate": {
    good: { aliases: ["a"], viewerCertificate: { acmCertificateArn: "c" } },
    bad: { aliases: ["a"], viewerCertificate: {} },
  },
  "a name belongs to one distribution": {
    there: [["aws:cloudfront/distribution:Distribution", "E1", { aliases: ["a"] }]],
    good: { aliases: ["b"] },
    bad: { aliases: ["a"] },
  },
  "a distribution's behaviours go to origins that it has": {
    good: { origins: [{ originId: "lb" }], defaultCacheBehavior: { targetOriginId: "lb" } },
    bad: { origins: [{ originId: "lb" }], defaultCacheBehavior: { targetOriginId: "s3" } },
  },
});
