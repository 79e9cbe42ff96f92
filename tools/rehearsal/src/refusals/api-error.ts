import { parseUrn } from "@strata/shared-config";
import type { ApiError } from "./attempt.ts";

/** What each operation is called in a message of the AWS provider. Source: terraform-provider-aws, internal/create. */
const VERBS = {
  create: "creating",
  update: "updating",
  delete: "deleting",
  read: "reading",
  lookup: "reading",
} as const;

/** What a message of the provider is about. */
export interface CallSubject {
  readonly operation: keyof typeof VERBS;
  readonly type: string;
  readonly urn: string;
  /** Empty before a create. */
  readonly id: string;
}

/** The beginning of a message: what was being done to what. */
export function wordsFor({ operation, type, urn, id }: CallSubject): string {
  const name = operation === "lookup" ? "" : ` (${id === "" ? parseUrn(urn).name : id})`;
  return `${VERBS[operation]} ${type}${name}`;
}

/** An answer of the service's API. */
export function apiError(call: CallSubject, { code, message }: ApiError): string {
  return `${wordsFor(call)}: api error ${code}: ${message}`;
}
