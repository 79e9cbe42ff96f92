import { describe, expect, test } from "vitest";
import { Firewall } from "../src/firewall.ts";
import { type FirewallPlan, planFirewall } from "../src/firewall-plan.ts";
import { environment } from "./environment.ts";
import { type Asked, asked } from "./recorder.ts";

const BALANCER = "arn:aws:elasticloadbalancing:eu-south-2:111122223333:loadbalancer/app/alb/50dc6c495c0c9188";
const inputsOf = (resources: readonly Asked[], name: string) =>
  resources.find(({ type, name: own }) => own === name && !type.includes("/webAclAssociation:"))?.inputs;
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

describe("a web ACL with an allowlist", () => {
  const SETTINGS = { "edge.waf.allowlist": "[203.0.113.0/24, 198.51.100.42/32]" };
  const ask = (plan: FirewallPlan) => asked(() => new Firewall("firewall", { ...plan, resourceArn: undefined }));

  test("RUN-041, RUN-042: blocks everybody but the listed ranges, which pass after all other rules", async () => {
    const resources = await ask(planFirewall(environment("runlayer-enterprise")));
    expect(inputsOf(resources, "firewall-allowlist")).toMatchObject({
      ipAddressVersion: "IPV4",
      scope: "REGIONAL",
      addresses: ["203.0.113.0/24", "198.51.100.42/32"],
    });
    expect(inputsOf(resources, "firewall")).toMatchObject({ defaultAction: { block: {} } });
    expect(inputsOf(resources, "firewall")?.rules).toMatchObject([
      {
        name: "allowlist",
        priority: 0,
        action: { allow: {} },
        statement: { ipSetReferenceStatement: { arn: "arn:aws:wafv2/ipSet:IpSet:firewall-allowlist" } },
      },
    ]);
    const limited = await ask(planFirewall(environment("happyrobot-prod", SETTINGS)));
    expect(inputsOf(limited, "firewall")?.rules).toMatchObject([
      { name: "rate-limit", action: { block: {} } },
      ...Array(3).fill({ overrideAction: { none: {} } }),
      { name: "allowlist", priority: 4 },
    ]);
  });

  test("RUN-043, RUN-044: has metrics and samples of the rule, and logs", async () => {
    const resources = await ask(planFirewall(environment("runlayer-enterprise")));
    const seen = { cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true };
    expect(inputsOf(resources, "firewall")).toMatchObject({
      visibilityConfig: seen,
      rules: [{ visibilityConfig: seen }],
    });
    expect(typesOf(resources)).toContain("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration");
  });

  test("of a distribution lies in CloudFront's region with its set", async () => {
    const resources = await ask(
      planFirewall(environment("happyrobot-prod", { ...SETTINGS, "edge.cdn.enabled": "true" })),
    );
    expect(inputsOf(resources, "firewall-allowlist")).toMatchObject({ scope: "CLOUDFRONT", region: "us-east-1" });
  });

  test("behind Cloudflare believes the address in its header, but only from Cloudflare itself", async () => {
    const proxied = { ...SETTINGS, "edge.waf.enabled": "true", "dns.provider": "cloudflare" };
    const resources = await ask(planFirewall(environment("threa-scaled", proxied)));
    const believed = { headerName: "CF-Connecting-IP", position: "FIRST", fallbackBehavior: "NO_MATCH" };
    expect(inputsOf(resources, "firewall-allowlist-proxies")).toMatchObject({ addresses: ["192.0.2.0/24"] });
    const proxies = { ipSetReferenceStatement: { arn: "arn:aws:wafv2/ipSet:IpSet:firewall-allowlist-proxies" } };
    const listed = { arn: "arn:aws:wafv2/ipSet:IpSet:firewall-allowlist", ipSetForwardedIpConfig: believed };
    expect(inputsOf(resources, "firewall")).toHaveProperty(["rules", 4, "statement"], {
      andStatement: { statements: [proxies, { ipSetReferenceStatement: listed }] },
    });
  });
});
