import type * as pulumi from "@pulumi/pulumi";
import type { Environment } from "@strata/shared-config";
import type { UpstreamOutputs } from "@strata/shared-config/layer";
import type { Placement } from "./placement.ts";

/** All that the services of an environment share. */
export interface Platform {
  readonly environment: Environment;
  readonly vpcId: pulumi.Output<string>;
  readonly placement: Placement;
  /** What `valueFrom` of a container's secret says, by term. */
  readonly secretReferences: pulumi.Output<Readonly<Record<string, string>>>;
  readonly cluster: UpstreamOutputs<"cluster">;
}
