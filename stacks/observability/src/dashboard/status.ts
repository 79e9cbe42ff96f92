import { chart, MINUTE } from "./charts.ts";
import { runningTasks } from "./services.ts";
import type { Shown } from "./shown.ts";
import type { Content } from "./widget.ts";

/** What the dashboard is of, and where the public finds it. */
export function heading({ environment, publicUrls }: Shown): Content {
  const links = publicUrls.map((url) => `[${url}](${url})`).join(" · ");
  return { type: "text", properties: { markdown: `# ${environment}${links === "" ? "" : `\n${links}`}` } };
}

/** How things stand now: the state of each alarm, and the tasks that run. */
export function statusWidgets(shown: Shown): Content[] {
  const { alarmArns, services, region } = shown;
  const alarms: Content[] =
    alarmArns.length === 0
      ? []
      : [{ type: "alarm", properties: { title: "Alarms", alarms: alarmArns.slice(0, MOST_ALARMS) } }];
  const tasks: Content[] =
    services.length === 0
      ? []
      : [chart(region, "Running tasks, now", runningTasks(shown), { view: "singleValue", period: MINUTE })];
  return [...alarms, ...tasks];
}

/** Alarms that one widget shows. Source: CloudWatch API Reference, "Dashboard Body Structure and Syntax". */
const MOST_ALARMS = 100;
