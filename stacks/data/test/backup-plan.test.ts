import { findRoot, loadEnvironment } from "@strata/shared-config";
import { describe, expect, it } from "vitest";
import { planRules, planSelection } from "../src/backup-plan.ts";

const root = findRoot(import.meta.dirname) ?? "";
const load = (config: Record<string, string> = {}) => loadEnvironment(root, "suna-prod", config);

describe("backup rules", () => {
  it("SUNA-049 SUNA-050 keep a daily recovery point for 30 days and a weekly one for 120, without copies", () => {
    expect(planRules(load().data.backup)).toEqual([
      { ruleName: "daily", schedule: "cron(0 5 ? * * *)", deleteAfter: 30, copyDeleteAfter: undefined },
      { ruleName: "weekly", schedule: "cron(0 6 ? * SUN *)", deleteAfter: 120, copyDeleteAfter: undefined },
    ]);
  });

  it("SUNA-052 follow the retention that the environment gives", () => {
    const { backup } = load({ "data.backup.daily.retentionDays": "45" }).data;
    expect(planRules(backup).map(({ deleteAfter }) => deleteAfter)).toEqual([45, 120]);
  });

  it("SUNA-051 keep copies as long as the recovery point, or as long as the environment says", () => {
    const days = (copy: string) =>
      planRules(load({ "data.backup.copy": copy }).data.backup).map(({ copyDeleteAfter }) => copyDeleteAfter);
    expect(days("{ region: us-east-2 }")).toEqual([30, 120]);
    expect(days("{ region: us-east-2, retentionDays: 60 }")).toEqual([60, 60]);
  });
});

describe("a backup selection", () => {
  it("SUNA-053 takes all that carries both tags of the environment's data layer", () => {
    expect(planSelection(load())).toEqual({
      resources: ["*"],
      conditions: [
        {
          stringEquals: [
            { key: "aws:ResourceTag/strata:environment", value: "suna-prod" },
            { key: "aws:ResourceTag/strata:layer", value: "data" },
          ],
        },
      ],
    });
  });

  it("SUNA-053 takes the named resources instead, and nothing by tags", () => {
    const arn = "arn:aws:ec2:us-west-2:123456789012:volume/vol-0123456789abcdef0";
    expect(planSelection(load({ "data.backup.resources": `["${arn}"]` }))).toEqual({
      resources: [arn],
      conditions: [],
    });
  });
});
