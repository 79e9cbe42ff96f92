import { StrataError } from "@strata/shared-config";
import type { FoundCertificate } from "./acm.ts";

/** Source: Service Authorization Reference, AWS Certificate Manager, resource type Certificate. */
const ARN = /^arn:aws[a-z-]*:acm:(?<region>[a-z0-9-]+):(?<account>\d{12}):certificate\/[0-9a-f-]{36}$/;

/**
 * What is wrong with the ARN of a certificate before anybody looks for it.
 *
 * @param region where it is wanted; empty where that is not known yet
 * @param accountId twelve digits; empty where it is not known yet
 */
export function arnProblem(arn: string, region: string, accountId: string): string | undefined {
  const found = ARN.exec(arn)?.groups;
  if (found === undefined) {
    return `${arn} is no ARN of a certificate, such as arn:aws:acm:${region || "<region>"}:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef`;
  }
  if (region !== "" && found.region !== region)
    return `the certificate lies in ${found.region}, and it is wanted in ${region}`;
  if (accountId !== "" && found.account !== accountId) {
    return `the certificate belongs to the account ${found.account}, and the credentials to ${accountId}`;
  }
  return undefined;
}

/**
 * Refuses a certificate that does not do. One that ACM still waits to validate passes: its records are told.
 *
 * @param names that it has to be for
 * @throws StrataError CERTIFICATE_UNFIT
 */
export function checkGiven(
  arn: string,
  found: FoundCertificate | undefined,
  names: readonly string[],
  now: Date,
): asserts found is FoundCertificate {
  if (found === undefined) throw unfit(`there is no certificate ${arn}`);
  const { status, failure, notAfter } = found;
  if (notAfter !== undefined && notAfter < now) {
    throw unfit(`the certificate ${arn} ended on ${notAfter.toISOString().slice(0, 10)}`);
  }
  if (status !== "ISSUED" && status !== "PENDING_VALIDATION") {
    throw unfit(`the certificate ${arn} is ${status}${failure === undefined ? "" : ` (${failure})`}, not ISSUED`);
  }
  const open = names.filter((name) => !found.names.some((pattern) => covers(pattern, name)));
  if (open.length > 0) {
    throw unfit(`the certificate ${arn} is for ${found.names.join(", ")}, and does not cover ${open.join(", ")}`);
  }
}

/**
 * Whether a certificate's name covers a host: the same name, or a star in the place of its first label, and of no more.
 * Source: AWS Certificate Manager User Guide, "ACM certificate characteristics", domain names.
 */
export function covers(pattern: string, host: string): boolean {
  return pattern.startsWith("*.") ? host.replace(/^[^.]+/, "*") === pattern : host === pattern;
}

/** The error for a certificate that cannot be used. */
export function unfit(what: string): StrataError {
  return new StrataError("CERTIFICATE_UNFIT", what, {
    hint: "give another one: answer domain.replace: yes, then domain.manage or domain.certificate",
    fault: "user",
  });
}
