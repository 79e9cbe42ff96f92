import { Server, ServerCredentials, ServerInterceptingCall } from "@grpc/grpc-js";
import service from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { Faults } from "../faults/faults.ts";
import type { Cloud } from "../operations/cloud.ts";
import { componentMethods } from "./component-methods.ts";
import { configurationMethods } from "./configuration-methods.ts";
import { Connections } from "./connections.ts";
import { functionMethods } from "./function-methods.ts";
import { resourceMethods } from "./resource-methods.ts";

/** The engine's own limit for a message (sdk/go/common/util/rpcutil): 400 MB. */
const MESSAGE_BYTES = 400 * 1024 * 1024;

/** A provider server that listens. */
export interface ProviderServer {
  readonly port: number;
  readonly server: Server;
}

/** What a process adds to the providers that it serves. */
export interface Extras {
  /** Is told of every call of an engine. */
  readonly onCall?: () => void;
  readonly services?: (server: Server) => void;
  /** @default - nothing goes wrong */
  readonly faults?: Faults;
}

/** Serves every simulated provider at one port of the loopback address. */
export async function serveProviders(cloud: Cloud, { onCall, services, faults }: Extras = {}): Promise<ProviderServer> {
  const armed = faults ?? new Faults({ cloud, log: () => undefined, crash: () => Promise.reject(new Error("crash")) });
  const connections = new Connections();
  const server = new Server({
    interceptors: [
      (_method, call) => {
        onCall?.();
        return new ServerInterceptingCall(call);
      },
    ],
    "grpc.max_receive_message_length": MESSAGE_BYTES,
    "grpc.max_send_message_length": MESSAGE_BYTES,
  });
  server.addService(service.ResourceProviderService, {
    ...configurationMethods(connections, cloud.facts.version("aws") ?? ""),
    ...resourceMethods(cloud, connections, armed),
    ...functionMethods(cloud, connections, armed),
    ...componentMethods(cloud),
  });
  services?.(server);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return { port, server };
}
