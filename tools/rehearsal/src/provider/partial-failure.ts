import { Metadata, status } from "@grpc/grpc-js";
import proto from "@pulumi/pulumi/proto/provider_pb.js";
import statuses from "@pulumi/pulumi/proto/status_pb.js";
import any from "google-protobuf/google/protobuf/any_pb.js";
import type { PartialFailure } from "../faults/words.ts";
import { toStruct } from "../wire/struct.ts";

/**
 * What tells the engine that a failed create or update left a resource: it keeps the resource with the error, and
 * updates it in the next run. gRPC for Node has no types for such details: the header's name and form are gRPC's.
 */
export function partialFailureDetails({ message, made }: PartialFailure): Metadata {
  const left = new proto.ErrorResourceInitFailed()
    .setId(made.id)
    .setProperties(toStruct(made.outputs))
    .setReasonsList([message]);
  const detail = new any.Any();
  detail.pack(left.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const answer = new statuses.Status().setCode(status.UNKNOWN).setMessage(message);
  answer.addDetails(detail);
  const metadata = new Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(answer.serializeBinary()));
  return metadata;
}
