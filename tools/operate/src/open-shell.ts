import { access, constants } from "node:fs/promises";
import { delimiter, isAbsolute, join } from "node:path";
import { DescribeTasksCommand, type ECSClient, ListTasksCommand } from "@aws-sdk/client-ecs";
import { clusterOf, describeServices, openEcs } from "@strata/ecs";
import { StrataError } from "@strata/shared-config";
import { type DeployedService, deployedServices, findService } from "./deployed-services.ts";

/** A command in a running task. */
export interface ExecRequest {
  readonly root: string;
  readonly environment: string;
  readonly service: string;
  readonly command: readonly string[];
  /** Id or ARN. @default - the service's first running task */
  readonly task?: string | undefined;
}

/** The programs that hold the session: the AWS CLI starts it, its plugin carries it. */
const PROGRAMS: Readonly<Record<string, string>> = {
  aws: "https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html",
  "session-manager-plugin":
    "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html",
};

/**
 * The words that open a session in a task, for a terminal to run.
 * @param path folders of programs, as in PATH
 * @throws StrataError TOOL_MISSING, EXEC_DISABLED, TASK_MISSING, OPTION_INVALID
 */
export async function execWords(request: ExecRequest, path: string): Promise<readonly [string, ...string[]]> {
  const { root, environment, command } = request;
  const deployed = await deployedServices(root, environment);
  const service = findService(deployed, request.service);
  const { region } = deployed.environment.aws;
  const door = openEcs(region);
  try {
    const [found] = await describeServices(door, [service]);
    if (found?.enableExecuteCommand !== true) throw disabled(environment, service.key);
    const task = request.task ?? (await runningTask(door.ecs, environment, service));
    await requirePrograms(path);
    const words = ["--region", region, "--cluster", clusterOf(service.arn), "--task", task, "--container", service.key];
    return ["aws", "ecs", "execute-command", ...words, "--interactive", "--command", command.map(quoted).join(" ")];
  } finally {
    door.close();
  }
}

/** The first task of a service, by ARN, that runs and takes commands. */
async function runningTask(ecs: ECSClient, environment: string, { arn, key, name }: DeployedService): Promise<string> {
  const cluster = clusterOf(arn);
  const { taskArns = [] } = await ecs.send(
    new ListTasksCommand({ cluster, serviceName: name, desiredStatus: "RUNNING" }),
  );
  const { tasks = [] } =
    taskArns.length === 0 ? {} : await ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns }));
  const running = tasks.filter(({ lastStatus }) => lastStatus === "RUNNING");
  const [first] = running.flatMap((task) => (task.enableExecuteCommand === false ? [] : (task.taskArn ?? []))).sort();
  if (first !== undefined) return first;
  if (running.length > 0) {
    throw new StrataError("EXEC_DISABLED", `the tasks of ${key} were started before they could take commands`, {
      hint: `strata refresh-service ${environment} ${key} --wait`,
      fault: "user",
    });
  }
  throw new StrataError("TASK_MISSING", `no task of ${key} in ${environment} runs`, {
    hint: `strata tasks ${environment} ${key}`,
    fault: "environment",
  });
}

function disabled(environment: string, key: string): StrataError {
  return new StrataError(
    "EXEC_DISABLED",
    `${key} of ${environment} takes no commands: services.${key}.executeCommand is false`,
    {
      hint: `set services.${key}.executeCommand: true in environments/${environment}.yaml, then: nx deploy services -c ${environment}`,
      fault: "user",
    },
  );
}

async function requirePrograms(path: string): Promise<void> {
  for (const [program, page] of Object.entries(PROGRAMS)) {
    if (await isOn(path, program)) continue;
    throw new StrataError("TOOL_MISSING", `${program} is not on PATH; the session goes through it`, {
      hint: `install it: ${page}`,
      fault: "environment",
    });
  }
}

async function isOn(path: string, program: string): Promise<boolean> {
  for (const folder of path.split(delimiter).filter(isAbsolute)) {
    const found = await access(join(folder, program), constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return true;
  }
  return false;
}

/** The agent in the task splits the text as a shell would. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
