import { ERROR_LINES } from "../query-plan.ts";
import type { Shown } from "./shown.ts";
import type { Content } from "./widget.ts";

/** The latest lines of the services' logs that tell of an error. */
export function logWidgets({ region, services }: Shown): Content[] {
  if (services.length === 0) return [];
  const sources = services.map(({ logGroupName }) => `SOURCE '${logGroupName}'`);
  const query = [...sources, "fields @timestamp, @log, @message", ERROR_LINES, "sort @timestamp desc", "limit 50"];
  return [
    {
      type: "log",
      properties: { title: "Recent errors in the logs", region, query: query.join("\n| "), view: "table" },
    },
  ];
}
