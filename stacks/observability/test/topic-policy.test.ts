import { expect, test } from "vitest";
import { planPublishers, topicPolicy } from "../src/alarms/topic-policy.ts";
import { environment } from "./environment.ts";

const ACCOUNT = "111122223333";
const servicesOf = (overrides = {}) =>
  planPublishers(environment("threa-prod", overrides).observability, "eu-central-1", ACCOUNT).map(
    ({ service }) => service,
  );

test("alarms may publish, and budgets where there is one", () => {
  expect(servicesOf()).toEqual(["cloudwatch.amazonaws.com"]);
  expect(servicesOf({ "observability.budget.monthlyUsd": "20" })).toEqual([
    "cloudwatch.amazonaws.com",
    "budgets.amazonaws.com",
  ]);
});

test("nobody may publish for another account", () => {
  const publishers = planPublishers(environment("threa-prod").observability, "eu-central-1", ACCOUNT);
  const { Statement } = topicPolicy("arn:aws:sns:eu-central-1:111122223333:threa-alarms", ACCOUNT, publishers);
  for (const { Condition, Principal } of Statement) {
    expect(Principal).toHaveProperty("Service");
    expect(Condition.StringEquals).toEqual({ "aws:SourceAccount": ACCOUNT });
    expect(Condition.ArnLike["aws:SourceArn"]).toContain(ACCOUNT);
  }
});
