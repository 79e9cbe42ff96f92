import { describe, expect, test } from "vitest";
import { findRoot, loadEnvironment, type Overrides } from "../src/index.ts";

const root = findRoot(import.meta.dirname) ?? "";
const loading = (environment: string, overrides: Overrides) => () => loadEnvironment(root, environment, overrides);
const CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef";
const CDN = { "edge.cdn.enabled": "true" };

describe("an edge is refused", () => {
  test("whose distribution calls a load balancer by a name that its certificate is not for", () => {
    expect(loading("threa-scaled", { ...CDN, "dns.names": "[]" })).toThrow(/edge\.cdn\.enabled.*needs dns\.names/s);
  });

  test("whose distribution has public names and nowhere to validate a certificate for them", () => {
    const dns = "{ names: [app.example.com] }";
    expect(loading("happyrobot-prod", { ...CDN, dns })).toThrow(/edge\.cdn\.certificateArn.*is required/s);
    expect(loading("happyrobot-prod", { ...CDN, dns, "edge.cdn.certificateArn": CERTIFICATE })).not.toThrow();
  });

  test("whose distribution's certificate lies in another region than CloudFront's", () => {
    const elsewhere = CERTIFICATE.replace("us-east-1", "eu-south-2");
    expect(loading("happyrobot-prod", { "edge.cdn.certificateArn": elsewhere })).toThrow(/in us-east-1/);
  });

  test("which lets a rule count whose group it does not use", () => {
    const rule = "AWSManagedRulesComonRuleSet/SizeRestrictions_BODY";
    expect(loading("happyrobot-prod", { "edge.waf.countedRules": `[${rule}]` })).toThrow(
      /did you mean AWSManagedRulesCommonRuleSet/,
    );
  });

  test("which logs the queries of a zone that it does not make", () => {
    const dns = "{ provider: route53, zone: example.com, queryLogs: true }";
    expect(loading("threa-prod", { dns })).toThrow(/dns\.queryLogs.*needs dns\.createZone/s);
  });

  test("which logs the queries of a zone where data may not lie", () => {
    const dns = "{ provider: route53, zone: example.com, createZone: true, queryLogs: true }";
    expect(loading("happyrobot-prod", { dns })).toThrow(/dns\.queryLogs.*us-east-1, outside the data residency/s);
    expect(loading("happyrobot-prod", { dns, "aws.residency": "[]" })).not.toThrow();
  });
});
