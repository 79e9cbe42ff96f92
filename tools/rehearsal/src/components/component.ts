import { type Cloud, factsOf } from "../operations/cloud.ts";
import { isObject, properties, resourceReference, text, UNKNOWN, type Value, type Values } from "../wire/values.ts";
import type { Inherited, Monitor, Registered } from "./monitor.ts";

/** A value, and the resources that it comes from. */
export interface Sourced {
  readonly value: Value;
  readonly from: readonly Registered[];
}

/** The outputs of a component. */
export type ComponentOutputs = Readonly<Record<string, Sourced>>;

/** What a component's maker works with. */
export interface ComponentContext {
  readonly name: string;
  /** The stack's name. */
  readonly stack: string;
  /** The component's own URN. */
  readonly urn: string;
  /** Plain values, secrets and unknowns; no output values. */
  readonly inputs: Values;
  /** Registers a child of the AWS provider. Inputs that its type does not have are left out. */
  readonly child: (type: string, name: string, inputs: Values, options?: ChildOptions) => Promise<Registered>;
  /** Registers a component within this one, and makes its children. */
  readonly component: (type: string, name: string, inputs: Values, make: ComponentMaker) => Promise<ComponentOutputs>;
  readonly invoke: (token: string, args: Values) => Promise<Values>;
  /** The outputs of a resource that an input refers to. */
  readonly outputsOf: (reference: Value | undefined) => Promise<Values>;
}

/** Where a child hangs, and what it waits for. */
export interface ChildOptions {
  /** The component itself when absent. */
  readonly parent?: Registered;
  readonly dependsOn?: readonly Registered[];
  /** The resources that an input's value comes from. */
  readonly uses?: Readonly<Record<string, readonly Registered[]>>;
}

/** Makes a component's children and gives its outputs. */
export type ComponentMaker = (context: ComponentContext) => Promise<ComponentOutputs>;

/** What a component was asked for with. */
export interface Request {
  readonly name: string;
  readonly stack: string;
  readonly inputs: Values;
  /** URNs that an input's value comes from. */
  readonly inputDependencies: Readonly<Record<string, readonly string[]>>;
  /** References of explicit providers by package. */
  readonly providers: ReadonlyMap<string, string>;
  readonly inherited: Inherited;
}

/** A component's outputs without where they come from. */
export function valuesOf(outputs: ComponentOutputs): Values {
  return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
}

/** A resource as an output of its component. */
export function reference(resource: Registered): Sourced {
  return { value: resourceReference(resource.urn, resource.id), from: [resource] };
}

/** Several of them. */
export function references(resources: readonly Registered[]): Sourced {
  return { value: resources.map((resource) => resourceReference(resource.urn, resource.id)), from: resources };
}

/** The component's own region, for the children that would otherwise be in their provider's. */
export function inRegion(inputs: Values): Values {
  return inputs.region === undefined ? {} : { region: inputs.region };
}

/** The context of a component that is registered already. */
export function contextOf(cloud: Cloud, monitor: Monitor, urn: string, request: Request): ComponentContext {
  const provider = request.providers.get("aws") ?? "";
  const version = cloud.facts.version("aws") ?? "";
  const inputUrns = Object.values(request.inputDependencies).flat();
  return {
    name: request.name,
    stack: request.stack,
    urn,
    inputs: request.inputs,
    child: (type, name, inputs, { parent, dependsOn = [], uses = {} } = {}) => {
      const facts = factsOf(cloud, type);
      const known = Object.entries(inputs).filter(([input, value]) => value !== null && facts.inputs.includes(input));
      const used = Object.entries(uses).map(([input, resources]) => [input, resources.map((one) => one.urn)]);
      const waits = [
        ...dependsOn.map((one) => one.urn),
        ...Object.values(uses).flatMap((all) => all.map((one) => one.urn)),
      ];
      return monitor.registerCustom(type, name, Object.fromEntries(known), {
        parent: parent?.urn ?? urn,
        provider,
        version,
        dependsOn: [...waits, ...inputUrns],
        propertyDependencies: { ...request.inputDependencies, ...Object.fromEntries(used) },
        secrets: facts.secrets,
        inherited: request.inherited,
      });
    },
    component: async (type, name, inputs, make) => {
      const options = { parent: urn, dependsOn: inputUrns, inherited: request.inherited };
      const nested = await monitor.registerComponent(type, name, options, (registration) => {
        for (const [packageName, reference] of request.providers) {
          registration.getProvidersMap().set(packageName, reference);
        }
      });
      const outputs = await make(contextOf(cloud, monitor, nested.urn, { ...request, name, inputs }));
      await monitor.registerOutputs(nested.urn, valuesOf(outputs));
      return outputs;
    },
    invoke: (token, args) => monitor.invoke(token, args, { provider, version }),
    outputsOf: async (reference) => {
      const referenced = isObject(reference) ? text(reference.urn) : undefined;
      if (referenced === undefined) return {};
      const found = await monitor.invoke("pulumi:pulumi:getResource", { urn: referenced }, {});
      return { ...properties(found.state), id: found.id ?? UNKNOWN };
    },
  };
}
