import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { planQueries } from "./query-plan.ts";
import type { WatchedService } from "./watched.ts";

export interface LogQueriesArgs {
  /** Folder in the console that the queries lie in. */
  readonly folder: string;
  /** Services whose logs they read. */
  readonly services: readonly WatchedService[];
}

/** Saved queries over the services' logs, ready in CloudWatch Logs Insights. */
export class LogQueries extends pulumi.ComponentResource {
  constructor(name: string, args: LogQueriesArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:observability:LogQueries", name, {}, options);
    const logGroupNames = args.services.map((service) => service.logGroupName);
    for (const row of planQueries()) {
      new aws.cloudwatch.QueryDefinition(
        row.key,
        { name: `${args.folder}/${row.name}`, queryString: row.query, logGroupNames },
        { parent: this },
      );
    }
    this.registerOutputs();
  }
}
