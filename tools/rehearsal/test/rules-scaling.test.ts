import { testRules } from "./rules-stage.ts";

testRules("scaling", {
  "an Auto Scaling group's desired size is between its least and its most": {
    good: { minSize: 1, maxSize: 3, desiredCapacity: 2 },
    bad: { minSize: 1, maxSize: 3, desiredCapacity: 4 },
  },
  "an Auto Scaling group has a launch template, a configuration or a policy of mixed instances": {
    good: { launchTemplate: { id: "lt" } },
    bad: {},
  },
  "an Auto Scaling group has zones or subnets": { good: { vpcZoneIdentifiers: ["a"] }, bad: {} },
  "an Auto Scaling group's name is there once in a region": {
    there: [["aws:autoscaling/group:Group", "a", { name: "a" }]],
    good: { name: "b" },
    bad: { name: "a" },
  },
  "a launch template's name has 3 to 128 letters, digits and ( ) . - / _": {
    good: { name: "hosts" },
    bad: { name: "ho" },
  },
  "a launch template's name is there once in a region": {
    there: [["aws:ec2/launchTemplate:LaunchTemplate", "lt-1", { name: "a" }]],
    good: { name: "b" },
    bad: { name: "a" },
  },
  "user data of a launch template is Base64": { good: { userData: "IyEvYmluL3No" }, bad: { userData: "#!/bin/sh" } },
  "a scalable target's least capacity is not above its most": {
    good: { minCapacity: 1, maxCapacity: 2 },
    bad: { minCapacity: 3, maxCapacity: 2 },
  },
  "a scalable target of ECS is a service that is there": {
    there: [
      ["aws:ecs/cluster:Cluster", "c", {}, { name: "main" }],
      ["aws:ecs/service:Service", "arn:aws:ecs:eu-central-1:1:service/main/api", {}],
    ],
    good: { serviceNamespace: "ecs", resourceId: "service/main/api" },
    bad: { serviceNamespace: "ecs", resourceId: "service/main/web" },
  },
  "a scaling policy has a scalable target": {
    there: [["aws:appautoscaling/target:Target", "a", { resourceId: "a", scalableDimension: "d" }]],
    good: { resourceId: "a", scalableDimension: "d" },
    bad: { resourceId: "b", scalableDimension: "d" },
  },
  "a scalable target has one target tracking policy for a metric": {
    there: [
      [
        "aws:appautoscaling/policy:Policy",
        "cpu",
        {
          name: "cpu",
          resourceId: "a",
          targetTrackingScalingPolicyConfiguration: { predefinedMetricSpecification: { predefinedMetricType: "CPU" } },
        },
      ],
    ],
    good: {
      name: "memory",
      resourceId: "a",
      targetTrackingScalingPolicyConfiguration: { predefinedMetricSpecification: { predefinedMetricType: "Memory" } },
    },
    bad: {
      name: "second",
      resourceId: "a",
      targetTrackingScalingPolicyConfiguration: { predefinedMetricSpecification: { predefinedMetricType: "CPU" } },
    },
  },
  "a scheduled scaling action's least capacity is not above its most": {
    good: { scalableTargetAction: { minCapacity: 1, maxCapacity: 1 } },
    bad: { scalableTargetAction: { minCapacity: 2, maxCapacity: 1 } },
  },
});
