import { openEcs, runOneOff, type TaskEvent } from "@strata/ecs";
import { optionInvalid, type StrataError } from "@strata/shared-config";
import { deployedServices } from "./deployed-services.ts";
import type { OperateHost } from "./operate-host.ts";

/** What is run as the migration's one-off task. */
export interface Migration {
  readonly root: string;
  readonly environment: string;
  /** In place of the migration's own command. @default - its own */
  readonly command?: readonly string[] | undefined;
}

/**
 * Runs the migration of the services that are deployed, or another command with the same image, variables and secrets, and
 * waits for its end. It runs though the same one has ended well before; one that is at work is found again, and no second
 * one started.
 * @returns ARN of the task
 * @throws StrataError MIGRATION_FAILED; LAYER_NOT_DEPLOYED where no deploy has ended well; OPTION_INVALID without a migration
 */
export async function migrate(
  { root, environment, command }: Migration,
  host: OperateHost & { readonly notify: (event: TaskEvent) => void },
): Promise<string> {
  const { environment: settings, outputs } = await deployedServices(root, environment);
  const { migration } = outputs;
  if (migration === undefined) throw without(environment);
  const { command: _own, ...run } = migration;
  const door = openEcs(settings.aws.region);
  const words = command === undefined ? "" : ` -- ${command.join(" ")}`;
  try {
    return await runOneOff(
      {
        ...run,
        environment,
        command,
        timeoutMinutes: settings.migration?.timeoutMinutes ?? DEFAULT_MINUTES,
        again: true,
        retry: `strata migrate ${environment}${words}`,
      },
      door,
      { ...host, followsLog: true },
    );
  } finally {
    door.close();
  }
}

/** Of a migration that is deployed and not in the file any more; as the schema's own. */
const DEFAULT_MINUTES = 30;

function without(environment: string): StrataError {
  return optionInvalid(
    `${environment} has no migration`,
    `set migration.service and migration.command in environments/${environment}.yaml, then: nx deploy services -c ${environment}`,
  );
}
