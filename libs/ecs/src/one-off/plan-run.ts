/*
 * Whether a task is started, of those of its family that ECS tells of. In order:
 *
 * 1. the same one (environment, revision, command) is at work → it is waited for;
 * 2. another one of the family is at work, such as of an earlier revision → its end is waited for, then this is asked again;
 * 3. the same one has ended well → nothing is started, unless it is to run again;
 * 4. else it is started.
 *
 * Several at work: the one with the smallest ARN. ECS tells of an ended task for an hour. So what is remembered for
 * good is not here: a service that has its task definition already asks for no migration.
 */
import type { Task } from "@aws-sdk/client-ecs";
import { startedByOf } from "./names.ts";
import type { OneOffTask } from "./one-off-task.ts";
import { isGoing, outcomeOf } from "./outcome.ts";

/** What is to be done. */
export type RunPlan =
  | { readonly act: "adopt"; readonly taskArn: string }
  | { readonly act: "await"; readonly taskArn: string }
  | { readonly act: "nothing"; readonly taskArn: string }
  /** `ended`: ARNs of the same task's earlier runs. */
  | { readonly act: "start"; readonly ended: readonly string[] };

/** @param family every task of the family that ECS tells of, whatever its status */
export function planRun(task: OneOffTask, family: readonly Task[]): RunPlan {
  const startedBy = startedByOf(task);
  const ours = ({ startedBy: by, taskDefinitionArn }: Task) =>
    by === startedBy && taskDefinitionArn === task.taskDefinitionArn;
  const arns = (tasks: readonly Task[]) => tasks.flatMap(({ taskArn }) => taskArn ?? []).sort();
  const going = family.filter(isGoing);
  const [same] = arns(going.filter(ours));
  if (same !== undefined) return { act: "adopt", taskArn: same };
  const [other] = arns(going);
  if (other !== undefined) return { act: "await", taskArn: other };
  const ended = family.filter(ours);
  const [done] = arns(ended.filter((one) => outcomeOf(one, task.container).state === "succeeded"));
  if (done !== undefined && !task.again) return { act: "nothing", taskArn: done };
  return { act: "start", ended: arns(ended) };
}
