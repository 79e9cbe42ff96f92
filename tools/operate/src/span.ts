import { optionInvalid } from "@strata/shared-config";

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of `90s`, `30m`, `1h` or `2d`. @throws StrataError OPTION_INVALID */
export function parseSpan(text: string): number {
  const [, count, unit] = /^(\d+)([smhd])$/.exec(text) ?? [];
  const milliseconds = Number(count) * (UNITS[unit ?? ""] ?? Number.NaN);
  if (milliseconds > 0) return milliseconds;
  throw optionInvalid(`${text} is no span of time`, "a whole number with s, m, h or d: --since 30m");
}
