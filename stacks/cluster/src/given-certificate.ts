import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { logicalName } from "@strata/shared-config";
import { checkCovers } from "./certificate-plan.ts";

/**
 * A certificate that exists already, read and held against the platform's names before a listener uses it. For a platform
 * without names of its own any that exists will do.
 * @throws StrataError ENVIRONMENT_INVALID, inside the output, where it covers none of the names
 */
export function givenCertificate(arn: string, names: readonly string[], parent: pulumi.Resource): pulumi.Input<string> {
  const certificate = aws.acm.Certificate.get(logicalName("given-certificate"), arn, undefined, { parent });
  return pulumi.all([certificate.domainName, certificate.subjectAlternativeNames]).apply(([domainName, others]) => {
    if (names.length > 0) checkCovers(arn, [domainName, others].flat(), names);
    return arn;
  });
}
