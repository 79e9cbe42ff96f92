import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Environment } from "@strata/shared-config";
import type { UpstreamOutputs } from "@strata/shared-config/layer";
import type { MigrationGate } from "./migration-gate.ts";
import type { TaskRole } from "./task-role.ts";

/** All that the services of an environment share. */
export interface Platform {
  /** With the services that are deployed, and no others. */
  readonly environment: Environment;
  readonly network: UpstreamOutputs<"network">;
  readonly cluster: UpstreamOutputs<"cluster">;
  /** What `valueFrom` of a container's secret says, by term. */
  readonly secretReferences: pulumi.Output<Readonly<Record<string, string>>>;
  /** What lets ECS read the containers' secrets; a task waits for it. Undefined where they have none. */
  readonly secretAccess: aws.iam.RolePolicy | undefined;
  /** The task roles that several services share, by name. */
  readonly sharedRoles: Readonly<Record<string, TaskRole>>;
  /** Undefined where no migration has to run before the services roll. */
  readonly gate: MigrationGate | undefined;
}
