import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import proto from "@pulumi/pulumi/proto/provider_pb.js";
import { invoke } from "../functions/invoke.ts";
import type { Cloud } from "../operations/cloud.ts";
import { fromStruct, toStruct } from "../wire/struct.ts";
import type { Connections } from "./connections.ts";
import { requireScope } from "./resource-methods.ts";
import { unary } from "./unary.ts";

/** The method that answers data sources. */
export function functionMethods(cloud: Cloud, connections: Connections): Pick<IResourceProviderServer, "invoke"> {
  return {
    invoke: unary((request: InstanceType<typeof proto.InvokeRequest>, peer) => {
      const answer = invoke(cloud, request.getTok(), fromStruct(request.getArgs()), requireScope(connections, peer));
      return new proto.InvokeResponse().setReturn(toStruct(answer));
    }),
  };
}
