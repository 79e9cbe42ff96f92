import { credentials, type ServiceError } from "@grpc/grpc-js";
import resourceService from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import proto from "@pulumi/pulumi/proto/resource_pb.js";
import type empty from "google-protobuf/google/protobuf/empty_pb.js";
import { fromStruct, toStruct } from "../wire/struct.ts";
import { UNKNOWN, type Value, type Values } from "../wire/values.ts";

/** A resource that the engine has registered. */
export interface Registered {
  readonly urn: string;
  /** Unknown in a preview of something new. */
  readonly id: string;
  readonly outputs: Values;
}

/** What a registration says beside type, name and inputs. */
export interface RegistrationOptions {
  /** The parent's URN. */
  readonly parent: string;
  /** `<urn>::<id>` of a provider; empty for the default one. */
  readonly provider?: string;
  readonly version?: string;
  readonly dependsOn?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
  readonly secrets?: readonly string[];
  /** Copied from the component's own options, which its children inherit. */
  readonly inherited: Inherited;
}

/** Options of a component that hold for its children too. */
export interface Inherited {
  readonly protect: boolean | undefined;
  readonly retainOnDelete: boolean | undefined;
}

type Request = InstanceType<typeof proto.RegisterResourceRequest>;

/** The engine's own limit for a message (sdk/go/common/util/rpcutil): 400 MB. */
const MESSAGE_BYTES = 400 * 1024 * 1024;

/** The engine's resource monitor: where a component registers itself and its children, as any program does. */
export class Monitor {
  readonly #client: InstanceType<typeof resourceService.ResourceMonitorClient>;

  constructor(address: string) {
    this.#client = new resourceService.ResourceMonitorClient(address, credentials.createInsecure(), {
      "grpc.max_receive_message_length": MESSAGE_BYTES,
      "grpc.max_send_message_length": MESSAGE_BYTES,
      "grpc.enable_http_proxy": 0,
    });
  }

  /** Registers a resource of a provider. @throws the engine's refusal */
  async registerCustom(type: string, name: string, inputs: Values, options: RegistrationOptions): Promise<Registered> {
    const request = registration(type, name, options)
      .setCustom(true)
      .setObject(toStruct(inputs))
      .setProvider(options.provider ?? "")
      .setVersion(options.version ?? "")
      .setAdditionalsecretoutputsList([...(options.secrets ?? [])]);
    return this.#register(request);
  }

  /** Registers a component. `complete` adds what its caller asked for (aliases, providers). */
  async registerComponent(
    type: string,
    name: string,
    options: RegistrationOptions,
    complete: (request: Request) => void,
  ): Promise<Registered> {
    const request = registration(type, name, options);
    complete(request);
    return this.#register(request);
  }

  /** Tells the engine a component's outputs. */
  async registerOutputs(urn: string, outputs: Values): Promise<void> {
    const request = new proto.RegisterResourceOutputsRequest().setUrn(urn).setOutputs(toStruct(outputs));
    await new Promise<InstanceType<typeof empty.Empty>>((resolve, reject) => {
      this.#client.registerResourceOutputs(request, settle(resolve, reject));
    });
  }

  /** Calls a provider's function. @throws what the provider answers */
  async invoke(
    token: string,
    args: Values,
    options: Pick<RegistrationOptions, "provider" | "version">,
  ): Promise<Values> {
    const request = new proto.ResourceInvokeRequest()
      .setTok(token)
      .setArgs(toStruct(args))
      .setProvider(options.provider ?? "")
      .setVersion(options.version ?? "");
    const response = await new Promise<{ getReturn(): Parameters<typeof fromStruct>[0] }>((resolve, reject) => {
      this.#client.invoke(request, settle(resolve, reject));
    });
    return fromStruct(response.getReturn());
  }

  close(): void {
    this.#client.close();
  }

  async #register(request: Request): Promise<Registered> {
    const response = await new Promise<InstanceType<typeof proto.RegisterResourceResponse>>((resolve, reject) => {
      this.#client.registerResource(request, settle(resolve, reject));
    });
    return { urn: response.getUrn(), id: response.getId() || UNKNOWN, outputs: fromStruct(response.getObject()) };
  }
}

/** The value of an output, unknown where a preview does not have it yet. */
export function output(resource: Registered, name: string): Value {
  return resource.outputs[name] ?? UNKNOWN;
}

function registration(type: string, name: string, options: RegistrationOptions): Request {
  const request = new proto.RegisterResourceRequest()
    .setType(type)
    .setName(name)
    .setParent(options.parent)
    .setDependenciesList([...new Set(options.dependsOn ?? [])])
    .setAcceptsecrets(true)
    .setAcceptresources(true)
    .setSupportspartialvalues(true)
    .setAliasspecs(true);
  const { protect, retainOnDelete } = options.inherited;
  if (protect !== undefined) request.setProtect(protect);
  if (retainOnDelete !== undefined) request.setRetainondelete(retainOnDelete);
  for (const [property, urns] of Object.entries(options.propertyDependencies ?? {})) {
    const dependencies = new proto.RegisterResourceRequest.PropertyDependencies().setUrnsList([...urns]);
    request.getPropertydependenciesMap().set(property, dependencies);
  }
  return request;
}

function settle<Response>(resolve: (response: Response) => void, reject: (error: ServiceError) => void) {
  return (error: ServiceError | null, response: Response) => (error ? reject(error) : resolve(response));
}
