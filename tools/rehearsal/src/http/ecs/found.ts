import type { AccountRow } from "../../account/account.ts";
import type { Cloud } from "../../operations/cloud.ts";
import { text } from "../../wire/values.ts";
import { ApiRefusal } from "../api-call.ts";

/** The cluster of a name or an ARN. @throws ApiRefusal in the API's words */
export function findCluster({ account }: Cloud, region: string, name: string): AccountRow {
  const found = account
    .ofType("aws:ecs/cluster:Cluster", region)
    .find(({ id, outputs }) => id === name || outputs.name === name);
  if (found !== undefined) return found;
  throw new ApiRefusal("ClusterNotFoundException", "Cluster not found.");
}

/** The task definition of an ARN, of `family:revision`, or the newest one of a family. @throws ApiRefusal */
export function findDefinition({ account }: Cloud, region: string, name: string): AccountRow {
  const all = account.ofType("aws:ecs/taskDefinition:TaskDefinition", region);
  const word = name.slice(name.lastIndexOf("/") + 1);
  const fitting = all.filter(
    ({ outputs }) => text(outputs.arn)?.endsWith(`/${word}`) === true || outputs.family === word,
  );
  const [found] = fitting.sort((a, b) => Number(b.outputs.revision) - Number(a.outputs.revision));
  if (found !== undefined) return found;
  throw new ApiRefusal("ClientException", "TaskDefinition not found.");
}
