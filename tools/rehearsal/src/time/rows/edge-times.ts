/* Names, certificates and what stands before the services. For "apply logs" see network-times.ts. */
import { row, type TimeRow } from "../time.ts";

const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const ZONE = "aws:route53/zone:Zone";
const RECORD = "aws:route53/record:Record";
const VALIDATION = "aws:acm/certificateValidation:CertificateValidation";

/** Names, certificates, firewalls and distributions. */
export const edgeTimes: readonly TimeRow[] = [
  row("aws:acm/certificate:Certificate", "create", [1, 5, 8], "reported", "6 apply logs: 0 to 6 s"),
  row("aws:acm/certificate:Certificate", "delete", [1, 2, 600], "estimated", "tried again while a listener holds it"),
  row(
    VALIDATION,
    "create",
    [60, 107, 532],
    "reported",
    "4 apply logs: 89 to 532 s, with the record in a zone that answers already",
  ),
  row(RECORD, "create", [30, 37, 50], "reported", "apply logs, hashicorp/terraform-provider-aws#11300: 35 to 39 s"),
  row(RECORD, "update", [30, 37, 50], "reported", "the same wait until the change is INSYNC"),
  row(RECORD, "delete", [30, 37, 50], "reported", "the same wait until the change is INSYNC"),
  row(ZONE, "create", [36, 40, 72], "reported", "3 apply logs: 36 to 72 s"),
  row(ZONE, "delete", [1, 35, 50], "estimated", "waits until the change is INSYNC"),
  row(DISTRIBUTION, "create", [1, 5, 10], "estimated", "does not wait until it is deployed", [
    "waitForDeployment",
    false,
  ]),
  row(
    DISTRIBUTION,
    "create",
    [180, 300, 473],
    "reported",
    "2 apply logs: 223 and 473 s; before 2020 it took 20 min (hashicorp/terraform#13319)",
  ),
  row(DISTRIBUTION, "update", [150, 240, 473], "estimated", "waits until it is deployed, as a new one"),
  row(DISTRIBUTION, "delete", [240, 443, 900], "reported", "1 destroy log: 443 s; it is disabled first"),
  row(
    "aws:cloudfront/vpcOrigin:VpcOrigin",
    "create",
    [300, 600, 900],
    "reported",
    "terraform-aws-cloudfront#163: up to 15 min",
  ),
  row("aws:cloudfront/function:Function", "create", [3, 6, 15], "estimated", "made, then published"),
  row("aws:wafv2/webAcl:WebAcl", "create", [1, 2, 10], "reported", "1 apply log: 2 s"),
  row(
    "aws:wafv2/webAclAssociation:WebAclAssociation",
    "create",
    [1, 5, 120],
    "estimated",
    "repeated until the new firewall is known",
  ),
  row("aws:wafv2/webAclAssociation:WebAclAssociation", "delete", [1, 5, 60], "estimated", "repeated until it is known"),
  row("aws:globalaccelerator/accelerator:Accelerator", "create", [30, 90, 300], "estimated", "waits until deployed"),
  row("aws:apigateway/domainName:DomainName", "create", [2, 30, 900], "estimated", "at the edge it is a distribution"),
  row(
    "aws:cognito/userPoolDomain:UserPoolDomain",
    "create",
    [2, 5, 900],
    "estimated",
    "a name of one's own is a distribution",
  ),
  row(
    "cloudflare:index/workersCustomDomain:WorkersCustomDomain",
    "create",
    [1, 3, 30],
    "estimated",
    "makes a record and a certificate",
  ),
  row("cloudflare:index/workersScript:WorkersScript", "create", [1, 2, 6], "estimated", "an upload"),
];
