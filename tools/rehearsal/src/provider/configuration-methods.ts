import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import proto from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { isRegion } from "../facts/availability-zones.ts";
import { sameValue } from "../wire/equality.ts";
import { fromStruct } from "../wire/struct.ts";
import { revealAll, text, type Values } from "../wire/values.ts";
import { type Connections, readScope } from "./connections.ts";
import { unary } from "./unary.ts";

/** The methods by which an engine gets to know a provider and configures it. */
export type ConfigurationMethods = Pick<
  IResourceProviderServer,
  "handshake" | "attach" | "getPluginInfo" | "getSchema" | "checkConfig" | "diffConfig" | "configure" | "cancel"
>;

/** @param version of what is simulated; the engine shows it */
export function configurationMethods(connections: Connections, version: string): ConfigurationMethods {
  return {
    handshake: unary((_request: Handshake, peer) => {
      connections.open(peer);
      return new proto.ProviderHandshakeResponse()
        .setAcceptSecrets(true)
        .setAcceptResources(true)
        .setAcceptOutputs(true)
        .setSupportsAutonamingConfiguration(true);
    }),
    attach: unary(() => new empty.Empty()),
    getPluginInfo: unary(() => new plugin.PluginInfo().setVersion(version)),
    getSchema: unary(() => new proto.GetSchemaResponse().setSchema("{}")),
    checkConfig: unary((request: InstanceType<typeof proto.CheckRequest>) => {
      const response = new proto.CheckResponse().setInputs(request.getNews());
      const problem = regionProblem(request.getType(), fromStruct(request.getNews()));
      if (problem) response.addFailures(new proto.CheckFailure().setProperty("region").setReason(problem));
      return response;
    }),
    diffConfig: unary((request: InstanceType<typeof proto.DiffRequest>) => {
      const [before, after] = [revealAll(fromStruct(request.getOlds())), revealAll(fromStruct(request.getNews()))];
      const changes = sameValue(before, after) ? "DIFF_NONE" : "DIFF_SOME";
      return new proto.DiffResponse().setChanges(proto.DiffResponse.DiffChanges[changes]);
    }),
    configure: unary((request: InstanceType<typeof proto.ConfigureRequest>, peer) => {
      connections.configure(peer, readScope(fromStruct(request.getArgs())));
      return new proto.ConfigureResponse()
        .setAcceptsecrets(true)
        .setSupportspreview(true)
        .setAcceptresources(true)
        .setAcceptoutputs(true)
        .setSupportsAutonamingConfiguration(true);
    }),
    // Nothing here takes time, so there is nothing to break off.
    cancel: unary(() => new empty.Empty()),
  };
}

type Handshake = InstanceType<typeof proto.ProviderHandshakeRequest>;

/** The AWS provider cannot work without a region, and says so in these words. */
function regionProblem(type: string, config: Values): string | undefined {
  if (type !== "pulumi:providers:aws") return undefined;
  const region = config.region;
  if (typeof region === "string" && text(region) === undefined) return undefined;
  const name = text(region);
  if (name === undefined) return "Missing region configuration. Set it with `pulumi config set aws:region <region>`";
  return isRegion(name) ? undefined : `Invalid region value: ${name} is not a valid AWS region`;
}
