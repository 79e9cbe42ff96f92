import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "@strata/shared-config";

export interface MonthlyBudgetArgs {
  readonly environment: Environment;
  readonly budget: NonNullable<Environment["observability"]["budget"]>;
  /** Topic that hears when a share of the budget is spent. */
  readonly topicArn: pulumi.Input<string>;
}

/** Percent of the budget, spent, at which the topic is told. */
const WARN_AT = [80, 100];

/**
 * A budget for what the account costs in a month. It is the whole account's: a budget for tagged resources alone stays
 * at zero, silently, until somebody makes the tag a cost allocation tag in the organisation's paying account.
 */
export class MonthlyBudget extends pulumi.ComponentResource {
  constructor(name: string, args: MonthlyBudgetArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:observability:MonthlyBudget", name, {}, options);
    const { base, suffix } = args.environment.naming;
    new aws.budgets.Budget(
      name,
      {
        name: `${base}-monthly${suffix}`,
        budgetType: "COST",
        timeUnit: "MONTHLY",
        limitAmount: String(args.budget.monthlyUsd),
        limitUnit: "USD",
        notifications: WARN_AT.map((threshold) => ({
          notificationType: "ACTUAL",
          comparisonOperator: "GREATER_THAN",
          threshold,
          thresholdType: "PERCENTAGE",
          subscriberSnsTopicArns: [args.topicArn],
        })),
      },
      { parent: this },
    );
    this.registerOutputs();
  }
}
