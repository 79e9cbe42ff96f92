import { describe, expect, it } from "vitest";
import { json, lived } from "../lives/lived.ts";

const dev = lived("happyrobot-dev");
const staging = lived("happyrobot-staging");
const prod = lived("happyrobot-prod");
const options = lived("happyrobot-options");

describe("edge", () => {
  const ACL = "aws:wafv2/webAcl:WebAcl";
  const rules = () => JSON.stringify(prod.one(ACL).inputs.rules);

  it("HAPPY-061 puts a WAF before the load balancer in production only", () => {
    expect(prod.one("aws:wafv2/webAclAssociation:WebAclAssociation").inputs).toMatchObject({
      resourceArn: prod.outputs("cluster").loadBalancerArn,
      webAclArn: prod.one(ACL).outputs.arn,
    });
    for (const life of [dev, staging]) expect(life.all(ACL)).toEqual([]);
  });

  it("HAPPY-062 limits each address to 1000 requests in 5 minutes", () => {
    expect(prod.one(ACL).inputs.rules).toContainEqual(
      expect.objectContaining({
        action: { block: {} },
        statement: {
          rateBasedStatement: expect.objectContaining({
            limit: 1000,
            aggregateKeyType: "IP",
            evaluationWindowSec: 300,
          }),
        },
      }),
    );
  });

  it("HAPPY-063 uses AWS's managed rules against common attacks", () => {
    expect(rules()).toContain('"name":"AWSManagedRulesCommonRuleSet"');
    expect(rules()).toContain('"vendorName":"AWS"');
  });

  it("HAPPY-074 can make a hosted zone with an alias to the load balancer", () => {
    expect(prod.all("aws:route53/zone:Zone")).toEqual([]);
    const made = lived("happyrobot-zone");
    const zone = made.one("aws:route53/zone:Zone");
    expect(zone.inputs.name).toBe("happyrobot.example");
    const records = made
      .all("aws:route53/record:Record")
      .filter(({ inputs }) => inputs.name === "app.happyrobot.example");
    expect(records.map(({ inputs }) => inputs.zoneId)).toContain(zone.outputs.zoneId);
    expect(records.some(({ inputs }) => inputs.aliases !== undefined)).toBe(true);
  });

  it("HAPPY-075 can deliver static assets through CloudFront", () => {
    expect(prod.all("aws:cloudfront/distribution:Distribution")).toEqual([]);
    const origins = JSON.stringify(options.one("aws:cloudfront/distribution:Distribution").inputs.origins);
    expect(origins).toContain(String(options.outputs("cluster").loadBalancerDnsName));
  });
});

describe("alarms", () => {
  const alarms = prod.all("aws:cloudwatch/metricAlarm:MetricAlarm").map(({ inputs }) => inputs);
  const find = (metric: string, dimension: Readonly<Record<string, unknown>> = {}) =>
    alarms.filter((alarm) => alarm.metricName === metric && contains(alarm.dimensions, dimension));
  const contains = (value: unknown, part: Readonly<Record<string, unknown>>) =>
    Object.entries(part).every(([key, expected]) =>
      JSON.stringify(value).includes(`"${key}":${JSON.stringify(expected)}`),
    );
  const seconds = (alarm: Readonly<Record<string, unknown>> | undefined) =>
    Number(alarm?.period) * Number(alarm?.evaluationPeriods);

  it("HAPPY-079 HAPPY-080 watch the CPU of the API above 80 and of web above 70 percent for 10 minutes", () => {
    expect(find("CPUUtilization", { ServiceName: "happyrobot-api" })).toMatchObject([
      { threshold: 80, namespace: "AWS/ECS" },
    ]);
    const [web] = find("CPUUtilization", { ServiceName: "happyrobot-frontend" });
    expect(web?.threshold).toBe(70);
    expect(seconds(web)).toBe(600);
  });

  it("HAPPY-081 HAPPY-082 watch the database's CPU above 80 percent and more than 180 connections", () => {
    expect(find("CPUUtilization", { DBInstanceIdentifier: "happyrobot-fde-postgres" })).toMatchObject([
      { namespace: "AWS/RDS", threshold: 80 },
    ]);
    expect(find("DatabaseConnections")).toMatchObject([{ threshold: 180, comparisonOperator: "GreaterThanThreshold" }]);
  });

  it("HAPPY-083 watch response times above 5 seconds for 5 minutes", () => {
    const [alarm] = find("TargetResponseTime");
    expect(alarm?.threshold).toBe(5);
    expect(seconds(alarm)).toBe(300);
  });

  it("HAPPY-084 watch unhealthy targets of each target group", () => {
    const groups = find("UnHealthyHostCount");
    expect(groups).toHaveLength(2);
    for (const alarm of groups)
      expect(alarm).toMatchObject({ threshold: 0, comparisonOperator: "GreaterThanThreshold" });
  });

  it("HAPPY-085 watch more than 10 answers of 5XX in 5 minutes", () => {
    expect(find("HTTPCode_Target_5XX_Count")).toMatchObject([
      {
        statistic: "Sum",
        threshold: 10,
        period: 300,
        evaluationPeriods: 1,
        comparisonOperator: "GreaterThanThreshold",
      },
    ]);
  });

  it("HAPPY-086 notify an SNS topic", () => {
    const topic = prod.one("aws:sns/topic:Topic").outputs.arn;
    for (const alarm of alarms) expect(alarm.alarmActions).toEqual([topic]);
  });

  it("HAPPY-087 can send e-mail to a list of addresses", () => {
    expect(prod.all("aws:sns/topicSubscription:TopicSubscription")).toEqual([]);
    const subscriptions = options.all("aws:sns/topicSubscription:TopicSubscription").map(({ inputs }) => inputs);
    expect(subscriptions.map(({ protocol, endpoint }) => `${protocol} ${endpoint}`).sort()).toEqual([
      "email oncall@example.com",
      "email ops@example.com",
    ]);
  });
});

describe("dashboard", () => {
  const { inputs } = prod.one("aws:cloudwatch/dashboard:Dashboard");
  const body = JSON.stringify(json(inputs.dashboardBody));

  it("HAPPY-088 is named after product and tier", () => {
    expect(inputs.dashboardName).toBe("HappyRobot-FDE-prod");
    expect(dev.one("aws:cloudwatch/dashboard:Dashboard").inputs.dashboardName).toBe("HappyRobot-FDE-dev");
  });

  it.each([
    [
      "HAPPY-089 shows CPU, memory and task count of the services",
      ["CPUUtilization", "MemoryUtilization", "RunningTaskCount", "happyrobot-api"],
    ],
    [
      "HAPPY-090 shows CPU, connections and latency of the database",
      ["DatabaseConnections", "ReadLatency", "WriteLatency", "happyrobot-fde-postgres"],
    ],
    [
      "HAPPY-091 shows requests, response times and errors of the load balancer",
      ["RequestCount", "TargetResponseTime", "HTTPCode_Target_5XX_Count"],
    ],
    [
      "HAPPY-092 shows error lines of both log groups",
      ["/aws/ecs/containers-api", "/aws/ecs/containers-web", '"type":"log"'],
    ],
    ["HAPPY-093 shows the state of the alarms", ['"type":"alarm"']],
  ])("%s", (_title, parts) => {
    for (const part of parts) expect(body).toContain(part);
  });

  it("HAPPY-094 gives its console address as dashboardUrl", () => {
    expect(dev.outputs("observability").dashboardUrl).toBe(
      "https://eu-south-2.console.aws.amazon.com/cloudwatch/home?region=eu-south-2#dashboards:name=HappyRobot-FDE-dev",
    );
  });

  it("HAPPY-095 comes with saved queries over the structured logs", () => {
    const queries = prod.all("aws:cloudwatch/queryDefinition:QueryDefinition");
    expect(queries.length).toBeGreaterThan(0);
    for (const query of queries)
      expect(query.inputs.logGroupNames).toEqual(["/aws/ecs/containers-api", "/aws/ecs/containers-web"]);
  });
});

describe("audit", () => {
  it("HAPPY-069 has an audit trail of API calls in production", () => {
    expect(prod.one("aws:cloudtrail/trail:Trail").inputs.enableLogFileValidation).toBe(true);
  });

  it("HAPPY-070 HAPPY-071 can have an AWS Config recorder and a GuardDuty detector", () => {
    for (const type of ["aws:cfg/recorder:Recorder", "aws:guardduty/detector:Detector"]) {
      expect(prod.all(type)).toEqual([]);
      expect(options.all(type)).toHaveLength(1);
    }
  });
});
