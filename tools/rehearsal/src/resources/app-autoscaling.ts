import { arn } from "../facts/arn.ts";
import { uuid } from "../facts/hash.ts";
import { nameOf } from "./ids.ts";
import { type Draft, input, type ResourceRules } from "./rule.ts";

/** Scaling of ECS services. */
export const appAutoscaling: ResourceRules = {
  "aws:appautoscaling/target:Target": {
    id: (draft) => input(draft, "resourceId"),
    arn: (made) =>
      arn(made.place, "application-autoscaling", `scalable-target/${made.hex(4)}${uuid(made.id).slice(0, 28)}`),
    outputs: (made) => ({
      roleArn: `arn:aws:iam::${made.place.account}:role/aws-service-role/${input(made, "serviceNamespace")}.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService`,
      suspendedState: {
        dynamicScalingInSuspended: false,
        dynamicScalingOutSuspended: false,
        scheduledScalingSuspended: false,
      },
    }),
    replaces: ["resourceId", "scalableDimension", "serviceNamespace"],
  },
  "aws:appautoscaling/policy:Policy": {
    id: (draft) => nameOf(draft),
    identifiedBy: "arn",
    arn: (made) =>
      arn(
        made.place,
        "autoscaling",
        `scalingPolicy:${uuid(made.urn, made.id)}:resource/${input(made, "serviceNamespace")}/${input(made, "resourceId")}:policyName/${nameOf(made)}`,
      ),
    outputs: (made) => ({ name: nameOf(made), alarmArns: alarms(made) }),
    replaces: ["name", "resourceId", "scalableDimension", "serviceNamespace"],
  },
  "aws:appautoscaling/scheduledAction:ScheduledAction": {
    id: (draft) => `${nameOf(draft)}-${input(draft, "serviceNamespace")}-${input(draft, "resourceId")}`,
    unique: true,
    arn: (made) =>
      arn(
        made.place,
        "autoscaling",
        `scheduledAction:${uuid(made.id)}:resource/${input(made, "serviceNamespace")}/${input(made, "resourceId")}:scheduledActionName/${nameOf(made)}`,
      ),
    outputs: (made) => ({ name: nameOf(made) }),
    replaces: ["name", "resourceId", "scalableDimension", "serviceNamespace"],
  },
};

function alarms(draft: Draft): string[] {
  if (input(draft, "policyType") !== "TargetTrackingScaling") return [];
  return ["AlarmHigh", "AlarmLow"].map((kind) =>
    arn(
      draft.place,
      "cloudwatch",
      `alarm:TargetTracking-${input(draft, "resourceId")}-${kind}-${uuid(draft.urn, kind)}`,
    ),
  );
}
