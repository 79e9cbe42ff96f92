import { isObject, text, texts } from "../../wire/values.ts";
import type { Attempt } from "../attempt.ts";
import { amount, isSet, others } from "./read.ts";
import type { Rules } from "./rule.ts";

const GROUP = ["aws:autoscaling/group:Group"];
const TEMPLATE = ["aws:ec2/launchTemplate:LaunchTemplate"];
const ASG = "Amazon EC2 Auto Scaling API Reference, CreateAutoScalingGroup";
const TARGET = "aws:appautoscaling/target:Target";
const POLICY = "aws:appautoscaling/policy:Policy";

/** Auto Scaling groups, launch templates, and scaling of services. */
export const scaling: Rules = [
  {
    types: GROUP,
    rule: "an Auto Scaling group's desired size is between its least and its most",
    code: "ValidationError",
    source: ASG,
    broken: ({ inputs }) => {
      const [least = 0, most = 0, wanted] = [
        amount(inputs.minSize),
        amount(inputs.maxSize),
        amount(inputs.desiredCapacity),
      ];
      if (least > most) return `Max bound, ${most}, must be greater than or equal to min bound, ${least}`;
      return wanted === undefined || (wanted >= least && wanted <= most)
        ? undefined
        : `Desired capacity:${wanted} must be between the specified min size:${least} and max size:${most}`;
    },
  },
  {
    types: GROUP,
    rule: "an Auto Scaling group has a launch template, a configuration or a policy of mixed instances",
    code: "ValidationError",
    source: ASG,
    broken: ({ inputs }) =>
      ["launchTemplate", "launchConfiguration", "mixedInstancesPolicy"].some((name) => isSet(inputs[name]))
        ? undefined
        : "Valid requests must contain either LaunchTemplate, LaunchConfigurationName, InstanceId or MixedInstancesPolicy parameter.",
  },
  {
    types: GROUP,
    rule: "an Auto Scaling group has zones or subnets",
    code: "ValidationError",
    source: ASG,
    broken: ({ inputs }) =>
      ["availabilityZones", "vpcZoneIdentifiers"].some((name) => isSet(inputs[name]))
        ? undefined
        : "At least one Availability Zone or VPC Subnet is required.",
  },
  {
    types: GROUP,
    rule: "an Auto Scaling group's name is there once in a region",
    code: "AlreadyExists",
    source: ASG,
    on: ["create"],
    broken: (attempt) =>
      takenName(attempt) &&
      `AutoScalingGroup by this name already exists - A group with the name ${attempt.inputs.name} already exists`,
  },
  {
    types: TEMPLATE,
    rule: "a launch template's name has 3 to 128 letters, digits and ( ) . - / _",
    code: "InvalidLaunchTemplateName.MalformedException",
    source: "Amazon EC2 API Reference, CreateLaunchTemplate",
    on: ["create"],
    broken: ({ inputs }) => {
      const name = text(inputs.name);
      return name === undefined || /^[\w().\-/]{3,128}$/.test(name)
        ? undefined
        : `The launch template name '${name}' is not valid.`;
    },
  },
  {
    types: TEMPLATE,
    rule: "a launch template's name is there once in a region",
    code: "InvalidLaunchTemplateName.AlreadyExistsException",
    source: "Amazon EC2 API Reference, Error codes",
    on: ["create"],
    broken: (attempt) => takenName(attempt) && "Launch template name already in use.",
  },
  {
    types: TEMPLATE,
    rule: "user data of a launch template is Base64",
    code: "InvalidUserData.Malformed",
    source: "Amazon EC2 API Reference, Error codes",
    broken: ({ inputs }) => {
      const data = text(inputs.userData) ?? "";
      return data.length % 4 === 0 && /^[A-Za-z0-9+/\n]*={0,2}$/.test(data)
        ? undefined
        : "Invalid BASE64 encoding of user data.";
    },
  },
  {
    types: [TARGET],
    rule: "a scalable target's least capacity is not above its most",
    code: "ValidationException",
    source: "Application Auto Scaling API Reference, RegisterScalableTarget",
    broken: ({ inputs }) =>
      (amount(inputs.minCapacity) ?? 0) > (amount(inputs.maxCapacity) ?? 0)
        ? "Maximum capacity cannot be less than minimum capacity"
        : undefined,
  },
  {
    types: [TARGET],
    rule: "a scalable target of ECS is a service that is there",
    code: "ValidationException",
    source: "Application Auto Scaling API Reference, RegisterScalableTarget",
    on: ["create"],
    broken: (attempt) => {
      const [kind, cluster, service] = (text(attempt.inputs.resourceId) ?? "").split("/");
      if (kind !== "service" || attempt.inputs.serviceNamespace !== "ecs") return undefined;
      const known = others(attempt, "aws:ecs/cluster:Cluster").some(({ outputs }) => outputs.name === cluster);
      const there = others(attempt, "aws:ecs/service:Service").some(({ id }) =>
        id.endsWith(`:service/${cluster}/${service}`),
      );
      return known && !there ? `ECS service doesn't exist: ${attempt.inputs.resourceId}` : undefined;
    },
  },
  {
    types: [POLICY],
    rule: "a scaling policy has a scalable target",
    code: "ObjectNotFoundException",
    source: "Application Auto Scaling API Reference, PutScalingPolicy",
    broken: (attempt) => {
      const { serviceNamespace, resourceId, scalableDimension } = attempt.inputs;
      const there = others(attempt, TARGET).some(
        ({ inputs }) => inputs.resourceId === resourceId && inputs.scalableDimension === scalableDimension,
      );
      return there
        ? undefined
        : `No scalable target registered for service namespace: ${serviceNamespace}, resource ID: ${resourceId}, scalable dimension: ${scalableDimension}`;
    },
  },
  {
    types: [POLICY],
    rule: "a scalable target has one target tracking policy for a metric",
    code: "ValidationException",
    source: "Application Auto Scaling User Guide, Target tracking scaling policies",
    broken: (attempt) => {
      const metric = metricOf(attempt.inputs);
      const taken = others(attempt).some(
        ({ inputs }) =>
          inputs.resourceId === attempt.inputs.resourceId &&
          inputs.name !== attempt.inputs.name &&
          metricOf(inputs) === metric,
      );
      return metric !== undefined && taken
        ? "Only one TargetTrackingScaling policy for a given metric specification is allowed."
        : undefined;
    },
  },
  {
    types: ["aws:appautoscaling/scheduledAction:ScheduledAction"],
    rule: "a scheduled scaling action's least capacity is not above its most",
    code: "ValidationException",
    source: "Application Auto Scaling API Reference, PutScheduledAction",
    broken: ({ inputs }) => {
      const action = isObject(inputs.scalableTargetAction) ? inputs.scalableTargetAction : {};
      const [least, most] = [amount(action.minCapacity), amount(action.maxCapacity)];
      return least !== undefined && most !== undefined && least > most
        ? "Maximum capacity cannot be less than minimum capacity"
        : undefined;
    },
  },
];

function takenName(attempt: Attempt): true | undefined {
  const name = text(attempt.inputs.name);
  return (name !== undefined && others(attempt).some(({ outputs }) => outputs.name === name)) || undefined;
}

function metricOf({ targetTrackingScalingPolicyConfiguration: tracking }: Attempt["inputs"]): string | undefined {
  const metric = isObject(tracking) ? tracking.predefinedMetricSpecification : undefined;
  return isObject(metric)
    ? texts([metric.predefinedMetricType ?? null, metric.resourceLabel ?? null]).join(" ")
    : undefined;
}
