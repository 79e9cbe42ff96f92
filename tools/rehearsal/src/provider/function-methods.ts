import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import proto from "@pulumi/pulumi/proto/provider_pb.js";
import { digest } from "../facts/hash.ts";
import type { Faults } from "../faults/faults.ts";
import { invoke } from "../functions/invoke.ts";
import type { Cloud } from "../operations/cloud.ts";
import { fromStruct, toStruct } from "../wire/struct.ts";
import type { Values } from "../wire/values.ts";
import type { Connections } from "./connections.ts";
import { requireScope } from "./resource-methods.ts";
import { unary } from "./unary.ts";

/** The method that answers data sources. */
export function functionMethods(
  cloud: Cloud,
  connections: Connections,
  faults: Faults,
): Pick<IResourceProviderServer, "invoke"> {
  return {
    invoke: unary(async (request: InstanceType<typeof proto.InvokeRequest>, peer) => {
      const [type, args] = [request.getTok(), fromStruct(request.getArgs())];
      const scope = requireScope(connections, peer);
      const call = { operation: "lookup", type, urn: `${type}::${argumentsHash(args)}`, id: "" } as const;
      const answer = await faults.around(call, () => invoke(cloud, type, args, scope));
      return new proto.InvokeResponse().setReturn(toStruct(faults.seen(call, answer)));
    }),
  };
}

/** Tells one look-up from another without naming what it asks for. */
function argumentsHash(args: Values): string {
  const sorted = Object.entries(args).sort(([a], [b]) => (a < b ? -1 : 1));
  return digest(JSON.stringify(sorted)).slice(0, 8);
}
