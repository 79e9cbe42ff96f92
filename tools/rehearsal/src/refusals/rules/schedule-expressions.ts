/** Which forms a service takes. */
export type Form = "cron" | "rate" | "at";

/** Least, greatest, and names of each field. Source: Amazon EventBridge User Guide, Setting a schedule pattern. */
const FIELDS: readonly (readonly [number, number, readonly string[]])[] = [
  [0, 59, []],
  [0, 23, []],
  [1, 31, []],
  [1, 12, ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]],
  [1, 7, ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]],
  [1970, 2199, []],
];

/** Whether a text is a schedule of one of some forms. */
export function isSchedule(expression: string, forms: readonly Form[]): boolean {
  const [, form = "", inside = ""] = /^(cron|rate|at)\((.*)\)$/.exec(expression) ?? [];
  if (form === "cron") return forms.includes("cron") && isCron(inside);
  if (form === "rate") return forms.includes("rate") && isRate(inside);
  return (
    form === "at" &&
    forms.includes("at") &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(inside) &&
    !Number.isNaN(Date.parse(`${inside}Z`))
  );
}

/** Whether a zone is one of the time zone database. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Whether a text is a cron of Auto Scaling: five fields as Unix has them. Source: Amazon EC2 Auto Scaling User Guide, Recurring schedules. */
export function isUnixCron(expression: string): boolean {
  const fields = expression.trim().split(/\s+/);
  const ranges = [FIELDS[0], FIELDS[1], FIELDS[2], FIELDS[3], [0, 7, FIELDS[4]?.[2] ?? []] as const];
  return fields.length === 5 && fields.every((field, index) => isField(field, ranges[index]));
}

function isRate(inside: string): boolean {
  const [, value = "0", unit = ""] = /^([1-9]\d*) (minutes?|hours?|days?)$/.exec(inside) ?? [];
  return (value === "1") === !unit.endsWith("s") && unit !== "";
}

/** Six fields, and a question mark in the day of the month or of the week. */
function isCron(inside: string): boolean {
  const fields = inside.trim().split(/\s+/);
  const [, , day, , weekday] = fields;
  if (fields.length !== 6 || (day === "?") === (weekday === "?")) return false;
  return fields.every(
    (field, index) =>
      field === "?" ||
      isField(field, FIELDS[index]) ||
      (index === 2 && /^(L|LW|\d{1,2}W)$/.test(field)) ||
      (index === 4 && /^(L|[1-7]L|([1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)#[1-5])$/.test(field)),
  );
}

function isField(field: string, range: (typeof FIELDS)[number] | undefined): boolean {
  const [least, most, names] = range ?? [0, 0, []];
  const isValue = (value: string) =>
    names.includes(value.toUpperCase()) || (/^\d+$/.test(value) && Number(value) >= least && Number(value) <= most);
  return field.split(",").every((part) => {
    const [span = "", step] = part.split("/");
    return (
      (span === "*" || span.split("-").every(isValue)) &&
      span.split("-").length <= 2 &&
      (step === undefined || /^[1-9]\d*$/.test(step))
    );
  });
}
