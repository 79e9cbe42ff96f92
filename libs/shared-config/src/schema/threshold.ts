import { z } from "zod";

/** How bad it is when an alarm rings. */
export const SEVERITIES = ["warning", "critical"] as const;

/** A threshold of an alarm: one number, or one for each severity, which the alarm then carries as a tag. */
export function thresholdSchema<Value extends z.ZodNumber>(value: Value) {
  return z.union([value, z.strictObject({ warning: value.optional(), critical: value.optional() })]);
}
