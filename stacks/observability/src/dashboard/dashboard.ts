import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "@strata/shared-config";
import type { Watched } from "../watched.ts";
import { planDashboard } from "./dashboard-plan.ts";

export interface DashboardArgs {
  readonly environment: Environment;
  readonly watched: Watched;
  /** Alarms whose state it shows. */
  readonly alarmArns: pulumi.Input<string[]>;
}

/** The CloudWatch dashboard of an environment. */
export class Dashboard extends pulumi.ComponentResource {
  readonly dashboardName: pulumi.Output<string>;

  constructor(name: string, args: DashboardArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:observability:Dashboard", name, {}, options);
    const { aws: place, cluster, observability } = args.environment;
    const widgets = pulumi.all([args.watched, args.alarmArns]).apply(([watched, alarmArns]) =>
      planDashboard({
        ...watched,
        alarmArns,
        region: place.region,
        environment: args.environment.name,
        containerInsights: cluster.containerInsights,
      }),
    );
    const dashboard = new aws.cloudwatch.Dashboard(
      name,
      { dashboardName: observability.dashboardName, dashboardBody: pulumi.jsonStringify({ widgets }) },
      { parent: this },
    );
    this.dashboardName = dashboard.dashboardName;
    this.registerOutputs({ dashboardName: this.dashboardName });
  }
}
