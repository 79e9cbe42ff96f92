import { parseJson } from "../../wire/equality.ts";
import { isList, isObject, properties, text, type Values } from "../../wire/values.ts";
import type { Attempt } from "../attempt.ts";

/** Something without which a task of a service cannot start. */
export interface TaskNeed {
  /** `log group` or `secret`. */
  readonly noun: string;
  /** A log group's name or a secret's ARN. */
  readonly name: string;
}

/**
 * What the containers of a service's task definition need at their start. ECS takes any task definition; a task that finds
 * no log group or no secret stops with a ResourceInitializationError, and the service never gets steady. Parameters of SSM
 * are not here: operators put them in, and no program can look them up before.
 * Source: Amazon ECS Developer Guide, "Resolve Amazon ECS ResourceInitializationError errors".
 */
export function taskNeeds({ inputs, account }: Attempt): readonly TaskNeed[] {
  const definition = text(inputs.taskDefinition) ?? "";
  const row = account.called(definition).find(({ type }) => type === "aws:ecs/taskDefinition:TaskDefinition");
  const containers = parseJson(text(row?.outputs.containerDefinitions) ?? "[]");
  return (isList(containers) ? containers : [])
    .filter(isObject)
    .flatMap((one) => [...logGroupOf(one), ...secretsOf(one)]);
}

function logGroupOf(container: Values): readonly TaskNeed[] {
  const { logDriver, options } = properties(container.logConfiguration);
  const set = properties(options);
  const name = text(set["awslogs-group"]);
  return logDriver !== "awslogs" || name === undefined || set["awslogs-create-group"] === "true"
    ? []
    : [{ noun: "log group", name }];
}

function secretsOf({ secrets }: Values): readonly TaskNeed[] {
  return (isList(secrets) ? secrets : []).filter(isObject).flatMap(({ valueFrom }) => {
    const name = text(valueFrom);
    return name?.split(":")[2] === "secretsmanager" ? [{ noun: "secret", name }] : [];
  });
}
