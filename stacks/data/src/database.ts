import type * as pulumi from "@pulumi/pulumi";
import type { PostgresSettings } from "./postgres-plan.ts";

/** What a database of any kind gives. */
export interface Database {
  readonly identifier: pulumi.Output<string>;
  /** Address of the instance, or of the writer, without port. */
  readonly host: pulumi.Output<string>;
  /** Address of the readers of a cluster, without port. */
  readonly readerHost: pulumi.Output<string> | undefined;
  readonly port: pulumi.Output<number>;
}

/** What a database of any kind is made of. */
export interface DatabaseParts {
  readonly postgres: PostgresSettings;
  readonly parent: pulumi.Resource;
  readonly subnetGroupName: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Input<string>;
  /** Zones of its subnets. */
  readonly zones: pulumi.Output<string[]>;
  readonly password: pulumi.Output<string>;
  /** How closely each instance is watched. */
  readonly watched: {
    readonly performanceInsightsEnabled: boolean;
    readonly monitoringInterval: number;
    readonly monitoringRoleArn?: pulumi.Output<string>;
  };
}
