import { Refusal } from "../operations/cloud.ts";
import type { Created } from "../operations/lifecycle.ts";
import { wordsFor } from "../refusals/api-error.ts";
import type { ApiError } from "../refusals/attempt.ts";
import type { Operation } from "./fault.ts";
import type { Call } from "./target.ts";

/**
 * The error of a failed call when a fault names none: a delete meets something that depends on the resource, anything
 * else an error of AWS's own. Source: EC2's and the common error codes of the API references.
 */
const DEFAULT_ERRORS: Readonly<Record<Operation, ApiError>> = {
  create: internalFailure(),
  update: internalFailure(),
  delete: { code: "DependencyViolation", message: "resource has a dependent object" },
  read: internalFailure(),
  lookup: internalFailure(),
};

function internalFailure(): ApiError {
  return {
    code: "InternalFailure",
    message: "The request processing has failed because of an unknown error, exception or failure.",
  };
}

/** The error of a failed call. A code that stands alone gets words that say where it comes from. */
export function failureOf(operation: Operation, code?: string, message?: string): ApiError {
  const usual = DEFAULT_ERRORS[operation];
  if (code === undefined || code === usual.code) return { code: usual.code, message: message ?? usual.message };
  return { code, message: message ?? "refused on purpose, by a fault of the rehearsal" };
}

/** An answer of the service's API that came for every attempt. Source: aws-sdk-go-v2, MaxAttemptsError. */
export function outOfAttempts(call: Call, attempts: number, { code, message }: ApiError): string {
  return `${wordsFor(call)}: exceeded maximum number of attempts, ${attempts}, api error ${code}: ${message}`;
}

/** No answer came. Source: aws-sdk-go-v2's RequestSendError around Go's net.OpError. */
export function connectionReset(call: Call): string {
  return `${wordsFor(call)}: https response error StatusCode: 0, request send failed: read: connection reset by peer`;
}

/** The cloud made or changed the resource, and then failed: the engine keeps what there is, and mends it next time. */
export class PartialFailure extends Refusal {
  readonly made: Created;

  constructor(message: string, made: Created) {
    super(message);
    this.made = made;
  }
}
