import proto from "@pulumi/pulumi/proto/provider_pb.js";
import type { Cloud } from "../operations/cloud.ts";
import { fromStruct, toStruct } from "../wire/struct.ts";
import { mapValues, settled } from "../wire/values.ts";
import { type ComponentOutputs, contextOf, type Request, valuesOf } from "./component.ts";
import { Monitor } from "./monitor.ts";
import { makerOf } from "./registry.ts";

type ConstructRequest = InstanceType<typeof proto.ConstructRequest>;
type ConstructResponse = InstanceType<typeof proto.ConstructResponse>;

/**
 * Makes a component: registers it and its children with the engine that asks, as the real provider does, so that
 * options, transforms and previews work on them as they do in a real deployment.
 * @throws Refusal for a component that cannot be rehearsed
 */
export async function construct(cloud: Cloud, request: ConstructRequest): Promise<ConstructResponse> {
  const make = makerOf(request.getType());
  const monitor = new Monitor(request.getMonitorendpoint());
  try {
    const asked = readRequest(request);
    const component = await register(monitor, request, asked);
    const outputs = await make(contextOf(cloud, monitor, component, asked));
    await monitor.registerOutputs(component, valuesOf(outputs));
    return response(component, outputs);
  } finally {
    monitor.close();
  }
}

function readRequest(request: ConstructRequest): Request {
  const dependencies = request.getInputdependenciesMap().toArray();
  return {
    name: request.getName(),
    stack: request.getStack(),
    inputs: mapValues(fromStruct(request.getInputs()), settled),
    inputDependencies: Object.fromEntries(
      dependencies.map(([input]) => [input, request.getInputdependenciesMap().get(input)?.getUrnsList() ?? []]),
    ),
    providers: new Map(request.getProvidersMap().toArray()),
    inherited: { protect: request.getProtect(), retainOnDelete: request.getRetainondelete() },
  };
}

async function register(monitor: Monitor, request: ConstructRequest, asked: Request): Promise<string> {
  const options = { parent: request.getParent(), dependsOn: request.getDependenciesList(), inherited: asked.inherited };
  const component = await monitor.registerComponent(request.getType(), request.getName(), options, (registration) => {
    registration.setAliasesList(request.getAliasesList()).setDeletedwith(request.getDeletedwith());
    registration.setIgnorechangesList(request.getIgnorechangesList());
    registration.setReplaceonchangesList(request.getReplaceonchangesList());
    for (const [name, reference] of asked.providers) registration.getProvidersMap().set(name, reference);
  });
  return component.urn;
}

function response(urn: string, outputs: ComponentOutputs): ConstructResponse {
  const made = new proto.ConstructResponse().setUrn(urn).setState(toStruct(valuesOf(outputs)));
  for (const [name, { from }] of Object.entries(outputs)) {
    const dependencies = new proto.ConstructResponse.PropertyDependencies().setUrnsList(from.map((one) => one.urn));
    made.getStatedependenciesMap().set(name, dependencies);
  }
  return made;
}
