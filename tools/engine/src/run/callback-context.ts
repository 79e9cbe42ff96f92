/**
 * The engine calls a program back for its transforms, through a gRPC server that Pulumi's SDK starts in the program's
 * async context. Where several programs run in one process, the SDK finds a program's settings by that context; but a
 * request's data arrives outside of it. The SDK then takes the settings of no program: it drops values that a preview
 * does not know yet, and writes secrets in clear. So the callbacks' handlers are bound to the context in which the
 * server was made. `pulumi up` by hand has one program a process, and no such context.
 */
import { AsyncResource } from "node:async_hooks";
import { Server, type ServiceDefinition, type UntypedServiceImplementation } from "@grpc/grpc-js";

const CALLBACKS = "/pulumirpc.Callbacks/";

let bound = false;

/** From now on the SDK's callbacks run in the context of their program. Safe to call again. */
export function bindCallbacks(): void {
  if (bound) return;
  bound = true;
  const addService = Server.prototype.addService;
  Server.prototype.addService = function (service: ServiceDefinition, handlers: UntypedServiceImplementation): void {
    addService.call(this, service, isCallbacks(service) ? inThisContext(handlers) : handlers);
  };
}

function isCallbacks(service: ServiceDefinition): boolean {
  return Object.values(service).some(({ path }) => path.startsWith(CALLBACKS));
}

function inThisContext(handlers: UntypedServiceImplementation): UntypedServiceImplementation {
  return Object.fromEntries(Object.entries(handlers).map(([name, handler]) => [name, AsyncResource.bind(handler)]));
}
