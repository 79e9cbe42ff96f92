import { randomBytes, randomUUID } from "node:crypto";
import type { ApplicationKey } from "@strata/shared-config";

/** A new value of random bytes: 32 of them in base64 are 44 characters, as `openssl rand -base64 32` writes them. */
export function generateValue({ format, bytes }: NonNullable<ApplicationKey["generated"]>): string {
  return format === "uuid" ? randomUUID() : randomBytes(bytes).toString(format);
}
