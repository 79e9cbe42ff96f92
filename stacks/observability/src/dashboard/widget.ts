/** One line of a chart: namespace, metric, dimensions as name and value in turn, and how it is drawn. */
export type Metric = readonly (string | MetricOptions)[];

export interface MetricOptions {
  readonly label: string;
  readonly stat?: string;
  /** Seconds. */
  readonly period?: number;
}

/** What a widget shows. Source: CloudWatch API Reference, "Dashboard Body Structure and Syntax". */
export type Content =
  | { readonly type: "text"; readonly properties: { readonly markdown: string } }
  | { readonly type: "alarm"; readonly properties: { readonly title: string; readonly alarms: readonly string[] } }
  | {
      readonly type: "log";
      readonly properties: {
        readonly title: string;
        readonly region: string;
        readonly query: string;
        readonly view: "table";
      };
    }
  | { readonly type: "metric"; readonly properties: ChartProperties };

export interface ChartProperties {
  readonly title: string;
  readonly region: string;
  readonly view: "timeSeries" | "singleValue";
  readonly stat: string;
  /** Seconds. */
  readonly period: number;
  readonly metrics: readonly Metric[];
  readonly yAxis?: { readonly left: { readonly min: number; readonly max?: number } };
}

/** A widget in its place on the grid. */
export type Widget = Content & {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** Widgets that stand side by side, equally wide. */
export interface Row {
  /** In units of the grid. */
  readonly height: number;
  readonly contents: readonly Content[];
}

/** Columns of a dashboard. Source: CloudWatch API Reference, "Dashboard Body Structure and Syntax". */
const COLUMNS = 24;

/** Puts rows below one another; a row without contents takes no place. */
export function layOut(rows: readonly Row[]): Widget[] {
  const widgets: Widget[] = [];
  let y = 0;
  for (const { height, contents } of rows) {
    const width = Math.floor(COLUMNS / Math.max(1, contents.length));
    for (const [column, content] of contents.entries())
      widgets.push({ ...content, x: column * width, y, width, height });
    if (contents.length > 0) y += height;
  }
  return widgets;
}
