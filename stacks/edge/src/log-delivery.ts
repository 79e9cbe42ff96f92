import * as pulumi from "@pulumi/pulumi";

/**
 * Lets a service of AWS write to a log group, on behalf of one account only.
 * @param service principal, such as route53.amazonaws.com
 * @returns the policy as JSON
 */
export function logDeliveryPolicy(
  service: string,
  logGroupArn: pulumi.Input<string>,
  accountId: pulumi.Input<string>,
): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: service },
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: pulumi.interpolate`${logGroupArn}:*`,
        Condition: { StringEquals: { "aws:SourceAccount": accountId } },
      },
    ],
  });
}
