import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { logicalName, type Service } from "@strata/shared-config";

/** The log groups of a service's containers. */
export interface Logs {
  /** Name of the group of the service's own container. */
  readonly own: pulumi.Output<string>;
  /** Names of the groups of the further containers, by key. */
  readonly further: Readonly<Record<string, pulumi.Output<string>>>;
}

/** Makes a log group for each container of a service, all of the same retention. */
export function makeLogs(name: string, service: Service, options: pulumi.CustomResourceOptions): Logs {
  const group = (logical: string, physical: string) =>
    new aws.cloudwatch.LogGroup(logical, { name: physical, retentionInDays: service.logRetentionDays }, options).name;
  return {
    own: group(name, service.logGroup),
    further: Object.fromEntries(
      Object.entries(service.containers).map(([key, { logGroup }]) => [
        key,
        group(logicalName(name, key, "logs"), logGroup),
      ]),
    ),
  };
}
