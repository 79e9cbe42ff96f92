import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { ECSClient } from "@aws-sdk/client-ecs";
import { clientIn } from "@strata/shared-config";

/** AWS's APIs of ECS and of the logs of its containers, in one region. */
export interface EcsDoor {
  readonly ecs: ECSClient;
  readonly logs: CloudWatchLogsClient;
  readonly close: () => void;
}

/** Credentials, profiles and addresses are found as every AWS tool finds them. @param region such as `eu-central-1` */
export function openEcs(region: string): EcsDoor {
  const ecs = new ECSClient(clientIn(region));
  const logs = new CloudWatchLogsClient(clientIn(region));
  return {
    ecs,
    logs,
    close: () => {
      ecs.destroy();
      logs.destroy();
    },
  };
}
