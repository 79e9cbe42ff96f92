import { expect, test } from "vitest";
import { dashboardUrl } from "../src/dashboard/url.ts";

test("a dashboard's address is that of the console in its region", () => {
  expect(dashboardUrl("eu-south-2", "HappyRobot-FDE-dev")).toBe(
    "https://eu-south-2.console.aws.amazon.com/cloudwatch/home?region=eu-south-2#dashboards:name=HappyRobot-FDE-dev",
  );
});
