import { expect, test } from "vitest";
import { Firewall } from "../src/firewall.ts";
import { planFirewall } from "../src/firewall-plan.ts";
import { environment } from "./environment.ts";
import { asked } from "./recorder.ts";

const BALANCER = "arn:aws:elasticloadbalancing:eu-south-2:111122223333:loadbalancer/app/alb/50dc6c495c0c9188";
const typesOf = (resources: readonly { readonly type: string }[]) => resources.map(({ type }) => type);

test("a web ACL is put before the load balancer, and its logs leave secrets out", async () => {
  const plan = planFirewall(environment("happyrobot-prod"));
  const resources = await asked(() => new Firewall("firewall", { ...plan, resourceArn: BALANCER }));
  const find = (type: string) => resources.find((resource) => resource.type === type)?.inputs;
  expect(find("aws:wafv2/webAclAssociation:WebAclAssociation")).toMatchObject({ resourceArn: BALANCER });
  expect(find("aws:cloudwatch/logGroup:LogGroup")).toMatchObject({
    name: "aws-waf-logs-happyrobot-fde-waf",
    retentionInDays: 30,
  });
  expect(find("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration")?.redactedFields).toEqual([
    { singleHeader: { name: "authorization" } },
    { singleHeader: { name: "cookie" } },
    { singleHeader: { name: "x-strata-origin" } },
  ]);
});

test("a distribution's web ACL lies in CloudFront's region and is put before nothing", async () => {
  const plan = planFirewall(environment("happyrobot-prod", { "edge.cdn.enabled": "true" }));
  const resources = await asked(() => new Firewall("firewall", { ...plan, resourceArn: undefined }));
  expect(typesOf(resources)).toEqual(["aws:wafv2/webAcl:WebAcl"]);
  expect(resources[0]?.inputs).toMatchObject({ scope: "CLOUDFRONT", region: "us-east-1" });
});
