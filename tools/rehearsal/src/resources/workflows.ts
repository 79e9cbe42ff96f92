import { arn } from "../facts/arn.ts";
import { MADE_AT, pick, uuid } from "../facts/hash.ts";
import { arnAsId, arnOf, named, nameOf } from "./ids.ts";
import { type Draft, input, type ResourceRules } from "./rule.ts";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** State machines, event buses and schedules. Forms of ARNs: Service Authorization Reference, "AWS Step Functions", "Amazon EventBridge". */
export const workflows: ResourceRules = {
  "aws:sfn/stateMachine:StateMachine": {
    ...arnAsId((draft) => arn(draft.place, "states", `stateMachine:${nameOf(draft)}`)),
    unique: true,
    outputs: (made) => ({
      name: nameOf(made),
      namePrefix: "",
      creationDate: MADE_AT,
      status: "ACTIVE",
      revisionId: "",
      stateMachineVersionArn: made.inputs.publish === true ? `${made.id}:1` : "",
      versionDescription: "",
      description: "",
      encryptionConfiguration: { type: "AWS_OWNED_KEY" },
      loggingConfiguration: { includeExecutionData: false, level: "OFF" },
      tracingConfiguration: { enabled: false },
    }),
    evolves: (made) => ({ revisionId: uuid(made.id, JSON.stringify(made.inputs.definition ?? "")) }),
    replaces: ["name", "namePrefix", "type"],
    documents: ["definition"],
    naming: { property: "name", maxLength: 80 },
  },
  "aws:sfn/activity:Activity": {
    ...arnAsId((draft) => arn(draft.place, "states", `activity:${nameOf(draft)}`)),
    unique: true,
    outputs: (made) => ({ name: nameOf(made), creationDate: MADE_AT }),
    naming: { property: "name", maxLength: 80 },
  },
  "aws:cloudwatch/eventBus:EventBus": { ...named(), arn: arnOf("events", "event-bus/") },
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": {
    id: (draft) => input(draft, "eventBusName", "default"),
    replaces: ["eventBusName"],
    documents: ["policy"],
  },
  "aws:cloudwatch/eventArchive:EventArchive": {
    ...named(),
    arn: arnOf("events", "archive/"),
    replaces: ["name", "eventSourceArn"],
    documents: ["eventPattern"],
    naming: { property: "name", maxLength: 48 },
  },
  "aws:cloudwatch/eventConnection:EventConnection": {
    ...named(),
    arn: (made) => arn(made.place, "events", `connection/${made.id}/${uuid(made.id, "connection")}`),
    outputs: (made) => ({
      secretArn: arn(
        made.place,
        "secretsmanager",
        `secret:events!connection/${made.id}/${uuid(made.id, "secret")}-${pick(LETTERS, 6, made.id)}`,
      ),
    }),
    naming: { property: "name", maxLength: 64 },
  },
  "aws:cloudwatch/eventApiDestination:EventApiDestination": {
    ...named(),
    arn: (made) => arn(made.place, "events", `api-destination/${made.id}/${uuid(made.id, "destination")}`),
    naming: { property: "name", maxLength: 64 },
  },
  "aws:scheduler/scheduleGroup:ScheduleGroup": {
    ...named(),
    arn: arnOf("scheduler", "schedule-group/"),
    outputs: (made) => ({
      name: made.id,
      namePrefix: "",
      state: "ACTIVE",
      creationDate: MADE_AT,
      lastModificationDate: MADE_AT,
    }),
    naming: { property: "name", maxLength: 64 },
  },
  "aws:pipes/pipe:Pipe": { ...named(), arn: arnOf("pipes", "pipe/"), replaces: ["name", "namePrefix", "source"] },
};

/** The bus's part of a rule's id and ARN: the default bus is not named. Source: terraform-provider-aws, internal/service/events. */
export function ofBus(draft: Draft, separator: string): string {
  const bus = input(draft, "eventBusName", "default");
  return bus === "default" ? "" : `${bus}${separator}`;
}
