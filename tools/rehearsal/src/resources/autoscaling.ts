import { arn } from "../facts/arn.ts";
import { hex, uuid } from "../facts/hash.ts";
import { named, nameOf } from "./ids.ts";
import { input, type ResourceRules } from "./rule.ts";

/** Groups of instances and how they scale. Forms of ARNs: Service Authorization Reference, "Amazon EC2 Auto Scaling". */
export const autoscaling: ResourceRules = {
  "aws:autoscaling/group:Group": {
    ...named(),
    arn: (made) => arn(made.place, "autoscaling", `autoScalingGroup:${uuid(made.id)}:autoScalingGroupName/${made.id}`),
    outputs: (made) => ({
      name: made.id,
      namePrefix: "",
      defaultCooldown: 300,
      healthCheckType: "EC2",
      predictedCapacity: 0,
      warmPoolSize: 0,
      desiredCapacity: made.inputs.minSize ?? 0,
    }),
    sets: ["vpcZoneIdentifiers", "targetGroupArns", "availabilityZones", "enabledMetrics"],
  },
  "aws:autoscaling/policy:Policy": {
    // Policies of one name in two groups: the group is a part of what tells them apart.
    id: (draft) => nameOf(draft),
    identifiedBy: "arn",
    arn: (made) => {
      const group = input(made, "autoscalingGroupName");
      const own = uuid(hex(32, group, nameOf(made)));
      return arn(
        made.place,
        "autoscaling",
        `scalingPolicy:${own}:autoScalingGroupName/${group}:policyName/${nameOf(made)}`,
      );
    },
    outputs: (made) => ({ name: nameOf(made), metricAggregationType: "Average" }),
    replaces: ["name", "autoscalingGroupName"],
  },
  "aws:autoscaling/schedule:Schedule": {
    id: (draft) => input(draft, "scheduledActionName"),
    identifiedBy: "arn",
    arn: (made) => {
      const [group, name] = [input(made, "autoscalingGroupName"), input(made, "scheduledActionName")];
      const own = uuid(hex(32, group, name));
      return arn(
        made.place,
        "autoscaling",
        `scheduledUpdateGroupAction:${own}:autoScalingGroupName/${group}:scheduledActionName/${name}`,
      );
    },
    replaces: ["autoscalingGroupName", "scheduledActionName"],
  },
  "aws:autoscaling/notification:Notification": {
    id: (draft) => input(draft, "topicArn"),
    replaces: ["topicArn"],
    sets: ["groupNames", "notifications"],
  },
  "aws:autoscaling/attachment:Attachment": {
    id: (draft) => `${input(draft, "autoscalingGroupName")}-${draft.hex(20)}`,
    replaces: ["*"],
  },
};
