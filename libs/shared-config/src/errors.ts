/** Whose fault a failure is: decides what the reader is told to do next. */
export type Fault = "user" | "environment" | "strata";

/** Every failure that Strata knows. A code is stable: scripts and documents may name it. */
export type ErrorCode =
  | "WORKSPACE_MISSING"
  | "ENVIRONMENT_UNKNOWN"
  | "ENVIRONMENT_INVALID"
  | "LAYER_UNKNOWN"
  | "PRODUCT_UNKNOWN"
  | "LAYER_FILE_INVALID"
  | "LAYER_CYCLE"
  | "ORDER_UNKNOWN"
  | "OPTION_INVALID"
  | "SECRET_MISSING"
  | "SECRET_WOULD_CHANGE"
  | "NETWORK_UNFIT"
  | "UPSTREAM_NOT_DEPLOYED"
  | "DEPENDENTS_DEPLOYED"
  | "LAYER_NOT_DEPLOYED"
  | "CONTRACT_BROKEN"
  | "REHEARSAL_RUNNING"
  | "REHEARSAL_FAILED"
  | "REHEARSAL_MISSING"
  | "REHEARSAL_UNSAFE"
  | "STATE_UNWRITABLE"
  | "STATE_UNREACHABLE"
  | "STATE_DAMAGED"
  | "DISK_FULL"
  | "ACCOUNT_UNREADABLE"
  | "ENGINE_MISSING"
  | "ENGINE_VERSION"
  | "ENGINE_FAILED"
  | "RESOURCE_PROTECTED"
  | "LOCK_HELD"
  | "LOCK_LOST"
  | "LOCK_UNAVAILABLE"
  | "STACK_LOCKED"
  | "PLAN_INVALID"
  | "PLAN_STALE"
  | "RUN_MISSING"
  | "RUN_LOST"
  | "RUN_STOPPED"
  | "STEP_TIMEOUT"
  | "BASE_UNKNOWN"
  | "ACCOUNT_WRONG"
  | "ACCOUNT_UNREACHABLE"
  | "CREDENTIALS_EXPIRED"
  | "CREDENTIALS_MISSING"
  | "TOOL_MISSING"
  | "TOOL_FAILED"
  | "TYPE_UNKNOWN"
  | "ANSWER_MISSING"
  | "ANSWER_INVALID"
  | "BUCKET_TAKEN"
  | "BUCKET_UNFIT"
  | "KEY_UNFIT"
  | "LOGIN_FAILED"
  | "STATE_MOVED"
  | "PREFLIGHT_FAILED"
  | "DEPLOY_FAILED"
  | "ENV_INCOMPLETE"
  | "ENV_UNWRITABLE"
  | "SECRET_UNPLACED"
  | "IMAGES_MISSING"
  | "CREDENTIAL_REFUSED"
  | "CERTIFICATE_PENDING"
  | "CERTIFICATE_UNFIT"
  | "CLOUDFLARE_REFUSED"
  | "ZONE_AMBIGUOUS"
  | "ZONE_MISSING"
  | "CI_MISSING"
  | "POLICY_PACK_MISSING"
  | "POLICY_PACK_INVALID"
  | "POLICY_PACK_FAILED"
  | "POLICY_VIOLATED"
  | "POLICY_TOO_LARGE"
  | "ROLE_TAKEN"
  | "MIGRATION_FAILED"
  | "SERVICE_UNSTEADY"
  | "TASK_MISSING"
  | "EXEC_DISABLED"
  | "ADDRESS_MISSING";

/** What an error says besides its sentence. */
export interface ErrorDetails {
  /** The next step, ideally a command. */
  readonly hint: string;
  readonly fault: Fault;
  readonly cause?: unknown;
}

/**
 * A failure that Strata understands: it prints as a sentence and a next step, without a stack trace.
 * Anything else that is thrown prints whole.
 */
export class StrataError extends Error {
  override readonly name = "StrataError";
  readonly code: ErrorCode;
  readonly hint: string;
  readonly fault: Fault;

  constructor(code: ErrorCode, message: string, details: ErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.hint = details.hint;
    this.fault = details.fault;
  }
}

/** The error for what was typed: an option, an argument, or a file that one of them names. */
export function optionInvalid(message: string, hint: string): StrataError {
  return new StrataError("OPTION_INVALID", message, { hint, fault: "user" });
}

/** The error as a person reads it: code, sentence, next step. Known errors only; a stack trace for the rest. */
export function describeError(error: unknown): string {
  if (error instanceof StrataError) return `${error.code}: ${error.message}\n  next: ${error.hint}`;
  if (error instanceof Error) return error.stack ?? error.message;
  return String(error);
}
