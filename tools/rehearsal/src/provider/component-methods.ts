import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type proto from "@pulumi/pulumi/proto/provider_pb.js";
import { construct } from "../components/construct.ts";
import type { Cloud } from "../operations/cloud.ts";
import { unary } from "./unary.ts";

/** The method that makes a component and its children. */
export function componentMethods(cloud: Cloud): Pick<IResourceProviderServer, "construct"> {
  return { construct: unary((request: InstanceType<typeof proto.ConstructRequest>) => construct(cloud, request)) };
}
