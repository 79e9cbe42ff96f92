import { type handleUnaryCall, status } from "@grpc/grpc-js";
import { describeError } from "@strata/shared-config";
import { PartialFailure } from "../faults/words.ts";
import { Refusal } from "../operations/cloud.ts";
import { partialFailureDetails } from "./partial-failure.ts";

/** A gRPC method from a function of the request and the caller's address. What it throws is the call's error. */
export function unary<Request, Response>(
  answer: (request: Request, peer: string) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    const respond = async () => answer(call.request, call.getPeer());
    respond().then(
      (response) => callback(null, response),
      (error: unknown) => {
        const metadata = error instanceof PartialFailure ? { metadata: partialFailureDetails(error) } : {};
        callback({ code: status.UNKNOWN, details: explain(error), ...metadata });
      },
    );
  };
}

/** A refusal is the simulated cloud's answer, in its words; anything else is described whole. */
function explain(error: unknown): string {
  return error instanceof Refusal ? error.message : describeError(error);
}
