import { SUBNETS, testRules } from "./rules-stage.ts";

testRules("rds", {
  "a database's subnet group covers at least two zones": {
    there: SUBNETS,
    good: { subnetIds: ["a", "b"] },
    bad: { subnetIds: ["a", "a2"] },
  },
  "the subnets of a database's subnet group are of one VPC": {
    there: SUBNETS,
    good: { subnetIds: ["a", "b"] },
    bad: { subnetIds: ["a", "other"] },
  },
  "a database's engine is one that RDS has": { good: { engine: "postgres" }, bad: { engine: "postgresql" } },
  "an engine version exists for the engine": {
    good: { engine: "postgres", engineVersion: "17.5" },
    bad: { engine: "postgres", engineVersion: "17.99" },
  },
  "an instance class is one that RDS has": {
    good: { instanceClass: "db.t4g.micro" },
    bad: { instanceClass: "db.t9.micro" },
  },
  "the engine offers the instance class": {
    good: { engine: "postgres", instanceClass: "db.t3.micro", engineVersion: "15.4" },
    bad: { engine: "postgres", instanceClass: "db.serverless", engineVersion: "15.4" },
  },
  "a serverless instance is in a cluster with a range of capacity": {
    there: [
      ["aws:rds/cluster:Cluster", "v2", { serverlessv2ScalingConfiguration: { minCapacity: 1, maxCapacity: 2 } }],
      ["aws:rds/cluster:Cluster", "plain", {}],
    ],
    good: { clusterIdentifier: "v2", instanceClass: "db.serverless" },
    bad: { clusterIdentifier: "plain", instanceClass: "db.serverless" },
  },
  "a range of serverless capacity goes in half units from 0 to 256, the least not above the most": {
    good: { serverlessv2ScalingConfiguration: { minCapacity: 0.5, maxCapacity: 2 } },
    bad: { serverlessv2ScalingConfiguration: { minCapacity: 0.3, maxCapacity: 2 } },
  },
  "a parameter group's family fits the engine version": {
    there: [["aws:rds/parameterGroup:ParameterGroup", "p", { family: "postgres15" }]],
    good: { engine: "postgres", engineVersion: "15.4", parameterGroupName: "p" },
    bad: { engine: "postgres", engineVersion: "16.6", parameterGroupName: "p" },
  },
});
