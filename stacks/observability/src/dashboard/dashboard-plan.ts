// Order, from top to bottom: what it is, how it stands now, traffic, services, stores, logs.
import { logWidgets } from "./logs.ts";
import { callCharts, serviceCharts } from "./services.ts";
import type { Shown } from "./shown.ts";
import { heading, statusWidgets } from "./status.ts";
import { cacheCharts, databaseCharts } from "./stores.ts";
import { targetCharts } from "./targets.ts";
import { firewallCharts, loadBalancerCharts } from "./traffic.ts";
import { layOut, type Widget } from "./widget.ts";

/** Heights in units of the grid: a heading, a list, a chart, a table of lines. */
const HEIGHT = { heading: 2, status: 4, chart: 6, logs: 8 };

/** The widgets of a dashboard: only those of what is there. */
export function planDashboard(shown: Shown): Widget[] {
  return layOut([
    { height: HEIGHT.heading, contents: [heading(shown)] },
    { height: HEIGHT.status, contents: statusWidgets(shown) },
    { height: HEIGHT.chart, contents: [...loadBalancerCharts(shown), ...firewallCharts(shown)] },
    { height: HEIGHT.chart, contents: [...serviceCharts(shown), ...targetCharts(shown), ...callCharts(shown)] },
    { height: HEIGHT.chart, contents: databaseCharts(shown) },
    { height: HEIGHT.chart, contents: cacheCharts(shown) },
    { height: HEIGHT.logs, contents: logWidgets(shown) },
  ]);
}
