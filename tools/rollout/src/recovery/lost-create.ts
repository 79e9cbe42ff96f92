import type { EngineEvent } from "@strata/engine";
import type { StateEntry, StoredPending } from "@strata/engine/state";
import { isInCloud } from "./import-rules.ts";

/** A resource whose making was begun, and of which nobody knows whether it was made. */
export interface LostCreate {
  readonly urn: string;
  readonly type: string;
  /**
   * How it became lost. Pending: the engine died. Unanswered: the connection or the provider did. Refused: the cloud
   * said no, and still there are errors that come after the resource is made.
   */
  readonly how: "pending" | "unanswered" | "refused";
  /** As a state would hold it, with no id. Its secrets are encrypted, or left out. */
  readonly entry: StateEntry;
}

/** A create that a state says is pending; undefined for any other step, and for what no cloud holds. */
export function lostPending({ operation, resource }: StoredPending): LostCreate | undefined {
  const { urn, type, custom, entry } = resource;
  return operation === "creating" && custom && isInCloud(type) ? { urn, type, how: "pending", entry } : undefined;
}

/** Gathers the creates that fail in a run of the engine, from its events. */
export class FailedCreates {
  readonly #failed = new Map<string, LostCreate>();
  readonly #said = new Map<string, string>();

  /** Takes one event, in the order in which the engine sent it. */
  take({ diagnosticEvent: said, resOpFailedEvent: failed }: EngineEvent): void {
    if (said?.severity === "error" && said.urn !== undefined) {
      this.#said.set(said.urn, `${this.#said.get(said.urn) ?? ""}\n${said.message}`);
    }
    if (failed === undefined) return;
    const { urn, type, op, new: wanted } = failed.metadata;
    if ((op !== "create" && op !== "create-replacement") || !isInCloud(type)) return;
    const { parent = "", provider = "", inputs = {} } = wanted ?? {};
    const entry = { urn, custom: true, type, inputs: withoutSecrets(inputs), parent, provider };
    this.#failed.set(urn, { urn, type, how: "refused", entry });
  }

  /** All so far; whether an answer came is in what the engine said of them. */
  all(): readonly LostCreate[] {
    return [...this.#failed.values()].map((lost) => ({
      ...lost,
      how: NO_ANSWER.test(this.#said.get(lost.urn) ?? "") ? "unanswered" : "refused",
    }));
  }
}

/**
 * What Go's network stack, the AWS SDK and gRPC say when a request was sent and no answer came. Sources: Go's syscall
 * and net errors, aws-sdk-go-v2's RequestSendError, google.golang.org/grpc's codes.
 */
const NO_ANSWER =
  /connection reset|broken pipe|unexpected EOF|: EOF|request send failed|i\/o timeout|deadline exceeded|error reading from server|transport is closing|connection refused|code = (Unavailable|Canceled)/i;

/** Events say `[secret]` for a secret: such an input is left out. */
function withoutSecrets(inputs: StateEntry): StateEntry {
  return Object.fromEntries(Object.entries(inputs).filter(([, value]) => !JSON.stringify(value).includes("[secret]")));
}
