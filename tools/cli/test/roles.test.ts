import { afterEach, describe, expect, it, vi } from "vitest";
import { strata } from "./run.ts";

afterEach(() => vi.unstubAllEnvs());

function deployedFrom(branch: string): void {
  vi.stubEnv("STRATA__ci__github__repository", "acme/platform");
  vi.stubEnv("STRATA__ci__github__branch", branch);
  vi.stubEnv("STRATA__aws__accountId", '"111122223333"');
  vi.stubEnv("PULUMI_BACKEND_URL", "s3://acme-state/platform");
}

describe("strata roles", () => {
  it("prints the six roles with trust and policies as JSON, without asking any account", async () => {
    deployedFrom("main");
    const { code, out } = await strata("roles", "threa-prod", "--json");
    expect(code).toBe(0);
    const roles: readonly { name: string; trust: unknown; policies: object }[] = JSON.parse(out);
    expect(roles.map(({ name }) => name)).toEqual([
      "threa-deploy-network",
      "threa-deploy-data",
      "threa-deploy-cluster",
      "threa-deploy-services",
      "threa-deploy-edge",
      "threa-deploy-observability",
    ]);
    expect(JSON.stringify(roles[0]?.trust)).toContain("repo:acme/platform:ref:refs/heads/main");
    expect(out).toContain("arn:aws:s3:::acme-state/platform/.pulumi/stacks/network/threa-prod.*");
  });

  it("prints what each role may do as lines, and what it never may", async () => {
    deployedFrom("main");
    const { out } = await strata("roles", "threa-prod");
    expect(out).toContain("threa-deploy-services  Deploys services of threa-prod and nothing else");
    expect(out).toContain("    never iam:*");
    expect(out).toMatch(/ {4}iam:PassRole\n {6}on arn:aws:iam::111122223333:role\/threa-\* {2}if /);
  });

  it("says so where the state is not in S3, and the roles therefore have none", async () => {
    deployedFrom("main");
    vi.stubEnv("PULUMI_BACKEND_URL", "https://api.pulumi.com");
    const { out, err } = await strata("roles", "threa-prod");
    expect(err).toContain("the state is not in S3");
    expect(out).not.toContain("acme-state");
  });

  it("refuses an environment that does not say which repository deploys it", async () => {
    vi.stubEnv("STRATA__aws__accountId", '"111122223333"');
    const { code, out, err } = await strata("roles", "threa-prod");
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain("CI_MISSING: threa-prod does not say which repository deploys it");
    expect(err).toContain("ci.github.repository");
  });
});
