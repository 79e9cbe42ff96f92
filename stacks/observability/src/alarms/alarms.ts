import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { AlarmRow } from "./alarm-row.ts";

export interface AlarmsArgs {
  readonly rows: readonly AlarmRow[];
  /** Topic that hears of each alarm, and of its end. */
  readonly topicArn: pulumi.Input<string>;
}

/** The alarms of a plan. */
export class Alarms extends pulumi.ComponentResource {
  /** In the order of the rows. */
  readonly arns: pulumi.Output<string[]>;
  /** In the order of the rows. */
  readonly alarmNames: pulumi.Output<string[]>;

  constructor(name: string, args: AlarmsArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:observability:Alarms", name, {}, options);
    const alarms = args.rows.map(
      (row) =>
        new aws.cloudwatch.MetricAlarm(
          row.key,
          {
            name: row.name,
            alarmDescription: row.description,
            ...measureOf(row),
            comparisonOperator: row.comparison,
            threshold: row.threshold,
            evaluationPeriods: row.periods,
            treatMissingData: row.missingData,
            actionsEnabled: true,
            alarmActions: [args.topicArn],
            okActions: [args.topicArn],
            ...(row.severity === undefined ? {} : { tags: { severity: row.severity } }),
          },
          { parent: this },
        ),
    );
    this.arns = pulumi.all(alarms.map((alarm) => alarm.arn));
    this.alarmNames = pulumi.all(alarms.map((alarm) => alarm.name));
    this.registerOutputs({ alarmNames: this.alarmNames });
  }
}

/** What the alarm looks at. One with queries has no metric of its own. Source: CloudWatch API Reference, PutMetricAlarm. */
function measureOf(row: AlarmRow) {
  if ("expression" in row) {
    const { expression, label, terms, periodSeconds } = row;
    return {
      metricQueries: [
        { id: "result", expression, label, returnData: true },
        ...Object.entries(terms).map(([id, metric]) => ({
          id,
          metric: { ...metric, period: periodSeconds, stat: "Sum" },
        })),
      ],
    };
  }
  const { namespace, metricName, dimensions, periodSeconds } = row;
  const metric = { namespace, metricName, dimensions, period: periodSeconds };
  return "statistic" in row
    ? { ...metric, statistic: row.statistic }
    : { ...metric, extendedStatistic: row.extendedStatistic };
}
