import { describe, expect, it } from "vitest";
import { refusal } from "./refusal.ts";

const ids = (letter: string, count: number) =>
  `[${Array.from({ length: count }, (_, index) => `subnet-0${letter}a000000000000${index}`).join(", ")}]`;
const network = (existing: string, more = "") => `network: { existing: { ${existing} }${more} }\n`;
const VPC = "vpcId: vpc-0a1b2c3d4e5f60718";
const WHOLE = `${VPC}, publicSubnetIds: ${ids("a", 3)}, privateSubnetIds: ${ids("b", 3)}`;
const ALB = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/shop/50dc6c495c0c9188";

describe("an existing network", () => {
  it("is taken when all three ids are there", () => {
    expect(refusal(network(WHOLE))).toBe("accepted");
  });

  it.each([
    ["vpcId", `publicSubnetIds: ${ids("a", 3)}, privateSubnetIds: ${ids("b", 3)}`],
    ["publicSubnetIds", `${VPC}, privateSubnetIds: ${ids("b", 3)}`],
    ["privateSubnetIds", `${VPC}, publicSubnetIds: ${ids("a", 3)}`],
  ])("RUN-004 is refused without %s, which is named", (missing, given) => {
    expect(refusal(network(given))).toMatch(
      new RegExp(`network\\.existing\\.${missing}: is required: vpcId, publicSubnetIds and privateSubnetIds are given`),
    );
  });

  it("RUN-005 is refused with fewer than three subnets of a kind where three zones are asked for", () => {
    const two = `${VPC}, publicSubnetIds: ${ids("a", 3)}, privateSubnetIds: ${ids("b", 2)}`;
    expect(refusal(network(two))).toMatch(/privateSubnetIds.*has 2 subnets; network\.zones asks for 3/);
    expect(refusal(network(two, ", zones: 2"))).toBe("accepted");
  });

  it("RUN-005 counts a subnet that is named twice once", () => {
    const twice = "[subnet-0aa0000000000, subnet-0aa0000000000, subnet-0aa0000000001]";
    expect(refusal(network(`${VPC}, publicSubnetIds: ${twice}, privateSubnetIds: ${ids("b", 3)}`))).toMatch(
      /publicSubnetIds.*names a subnet twice/,
    );
  });

  it("SUNA-002 wants a list of subnet ids, and says which key is none", () => {
    expect(refusal(network(`${VPC}, publicSubnetIds: ${ids("a", 3)}, privateSubnetIds: subnet-1`))).toMatch(
      /network\.existing\.privateSubnetIds = "subnet-1": a list of subnet ids/,
    );
    expect(refusal(network(`${VPC}, publicSubnetIds: ${ids("a", 3)}, privateSubnetIds: [1, 2, 3]`))).toMatch(
      /privateSubnetIds\.0 = 1/,
    );
  });

  it.each([
    ["endpoints", ", endpoints: { enabled: true }", /endpoints of an existing VPC are its owner's/],
    ["ranges", ", subnets: { public: [10.0.1.0/24], private: [10.0.2.0/24] }", /cut out of a VPC that is made/],
  ])("is not given %s", (_what, more, message) => {
    expect(refusal(network(WHOLE, more))).toMatch(message);
  });

  it("leaves no task a public address", () => {
    expect(refusal(`${network(WHOLE)}services: { web: { exposure: public } }\n`)).toMatch(
      /web\.exposure.*in a VPC of ours/,
    );
  });
});

describe("an existing load balancer", () => {
  const GROUP = ", securityGroups: { loadBalancer: sg-0a1b2c3d4e }";
  const settings = (more: string, https = "") =>
    `${network(WHOLE + GROUP)}cluster: { loadBalancer: { enabled: true, existing: { arn: "${ALB}"${more} }${https} } }\n`;
  const service = (route: string) => `services: { web: { exposure: loadBalancer, route: { ${route} } } }\n`;
  const TARGETS = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/shop/6d0ecf831eec9f09";

  it("takes services that name a target group", () => {
    expect(refusal(settings("") + service(`targetGroupArn: "${TARGETS}"`))).toBe("accepted");
  });

  it("takes others at the listener that is named", () => {
    const listener = ALB.replace("loadbalancer", "listener").concat("/aaaaaaaaaaaaaaaa");
    expect(refusal(settings(`, listenerArn: "${listener}"`) + service(""))).toBe("accepted");
    expect(refusal(settings("") + service(""))).toMatch(/targetGroupArn: is required: .* names no listener/);
  });

  it("says from which group its services are reached", () => {
    const text = settings("").replace(GROUP, "") + service(`targetGroupArn: "${TARGETS}"`);
    expect(refusal(text)).toMatch(
      /securityGroups\.loadBalancer: is required: services behind an existing load balancer/,
    );
  });

  it("keeps its certificate, its region and its VPC to itself", () => {
    expect(refusal(settings("", ", https: { domain: a.example.com }"))).toMatch(
      /https: the certificate of an existing/,
    );
    expect(refusal(settings("").replace("eu-central-1", "eu-west-1"))).toMatch(/existing\.arn.*lies in eu-west-1/);
    expect(refusal(settings("").replace(/^.*\n/, ""))).toMatch(/lies in a VPC that exists: set network\.existing/);
  });
});

describe("a certificate", () => {
  it("RUN-031 of another region than the load balancer is refused", () => {
    const arn = "arn:aws:acm:us-east-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef";
    expect(refusal(`cluster: { loadBalancer: { enabled: true, https: { certificateArn: "${arn}" } } }\n`)).toMatch(
      /certificateArn.*lies in us-east-1; a load balancer takes certificates of its own region, eu-central-1/,
    );
  });

  it("PROL-036 is what HTTPS needs", () => {
    expect(refusal("cluster: { loadBalancer: { enabled: true, https: {} } }\n")).toMatch(
      /HTTPS needs a certificate: set certificateArn, or domain/,
    );
  });
});
