import type * as aws from "@pulumi/aws";
import { onlyTls } from "@strata/iam";

/**
 * Who may do what with the bucket of access logs: the load balancers of one account may write below the path that
 * their account has in it, and nobody may do anything without TLS. The service sends no source to compare, so the
 * account's id in the path is what keeps strangers out.
 * Source: Elastic Load Balancing, "Enable access logs for your Application Load Balancer", bucket policy.
 */
export function accessLogPolicy(bucketArn: string, accountId: string): aws.iam.PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "LoadBalancersWriteLogs",
        Effect: "Allow",
        Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: `${bucketArn}/AWSLogs/${accountId}/*`,
      },
      onlyTls(bucketArn),
    ],
  };
}
