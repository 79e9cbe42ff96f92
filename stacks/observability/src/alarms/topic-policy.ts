import type { Environment } from "@strata/shared-config";

/** A service of AWS that may publish to the topic, and on behalf of what. */
export interface Publisher {
  readonly service: string;
  /** Pattern of the ARN on whose behalf it publishes. */
  readonly source: string;
}

/** Who publishes in an environment: alarms always, and budgets where there is one. */
export function planPublishers(
  { budget }: Environment["observability"],
  region: string,
  accountId: string,
): Publisher[] {
  return [
    { service: "cloudwatch.amazonaws.com", source: `arn:aws:cloudwatch:${region}:${accountId}:alarm:*` },
    ...(budget === undefined ? [] : [{ service: "budgets.amazonaws.com", source: `arn:aws:budgets::${accountId}:*` }]),
  ];
}

/**
 * The topic's policy: each publisher, for its own account only. People of the account have what IAM gives them.
 * @returns an IAM policy document
 */
export function topicPolicy(topicArn: string, accountId: string, publishers: readonly Publisher[]) {
  return {
    Version: "2012-10-17",
    Statement: publishers.map(({ service, source }) => ({
      Effect: "Allow",
      Principal: { Service: service },
      Action: "sns:Publish",
      Resource: topicArn,
      Condition: { StringEquals: { "aws:SourceAccount": accountId }, ArnLike: { "aws:SourceArn": source } },
    })),
  };
}
