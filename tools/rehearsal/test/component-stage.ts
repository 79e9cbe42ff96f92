import type { ComponentContext, ComponentOutputs } from "../src/components/component.ts";
import type { Registered } from "../src/components/monitor.ts";
import { makerOf } from "../src/components/registry.ts";
import { invoke } from "../src/functions/invoke.ts";
import { check } from "../src/operations/check.ts";
import { type Cloud, factsOf } from "../src/operations/cloud.ts";
import { create } from "../src/operations/lifecycle.ts";
import {
  isObject,
  properties,
  resourceReference,
  revealAll,
  text,
  UNKNOWN,
  type Value,
  type Values,
} from "../src/wire/values.ts";
import { memoryCloud, scopeIn } from "./memory-cloud.ts";

/** A child that a component made. */
export interface Child {
  readonly type: string;
  readonly name: string;
  /** The URN of what it hangs on. */
  readonly parent: string;
  readonly inputs: Values;
  readonly outputs: Values;
  readonly urn: string;
}

/** What a component made and gave. */
export interface Made {
  readonly children: readonly Child[];
  readonly outputs: ComponentOutputs;
  /** The children's types and names: `Subnet main-public-1`. */
  readonly names: readonly string[];
  /** The one child of a type, by the end of its token. */
  readonly child: (type: string, name?: string) => Child;
}

/** A simulated cloud in memory in which components are made without an engine. */
export interface Stage {
  readonly cloud: Cloud;
  readonly make: (type: string, name: string, inputs: Values) => Promise<Made>;
  /** Makes what a component refers to, and gives the reference. */
  readonly refer: (type: string, name: string, inputs: Values) => Value;
}

/** Opens a stage. In a preview nothing is made, and what only the cloud gives is unknown. */
export function openStage(preview = false): Stage {
  const cloud = memoryCloud();
  const scope = scopeIn("eu-central-1");
  const registered = new Map<string, Registered>();
  const register = (type: string, name: string, inputs: Values): Registered => {
    const urn = `urn:pulumi:threa-prod::network::${type}::${name}`;
    const checked = check(cloud, type, urn, {}, inputs, { disabled: false });
    const [failure] = checked.failures;
    if (failure) throw new Error(failure.reason);
    const made = create(cloud, { type, urn }, checked.inputs, scope, preview);
    const one = { urn, id: made.id || UNKNOWN, outputs: revealAll(made.outputs) };
    registered.set(urn, one);
    return one;
  };
  return {
    cloud,
    refer: (type, name, inputs) => {
      const made = register(type, name, inputs);
      return resourceReference(made.urn, made.id);
    },
    make: async (type, name, inputs) => {
      const children: Child[] = [];
      const contextFor = (urn: string, componentName: string, given: Values): ComponentContext => ({
        name: componentName,
        stack: "threa-prod",
        urn,
        inputs: given,
        child: async (token, childName, childInputs, options = {}) => {
          const known = factsOf(cloud, token).inputs;
          const own = Object.entries(childInputs).filter(([input, value]) => value !== null && known.includes(input));
          const one = register(token, childName, Object.fromEntries(own));
          const parent = options.parent?.urn ?? urn;
          children.push({
            type: token,
            name: childName,
            parent,
            inputs: Object.fromEntries(own),
            outputs: one.outputs,
            urn: one.urn,
          });
          return one;
        },
        component: (token, nestedName, nested, maker) =>
          maker(contextFor(`${urn}$${token}::${nestedName}`, nestedName, nested)),
        invoke: async (token, args) => invoke(cloud, token, args, scope),
        outputsOf: async (reference) => {
          const found = registered.get(isObject(reference) ? (text(reference.urn) ?? "") : "");
          return found ? { ...properties(found.outputs), id: found.id } : {};
        },
      });
      const outputs = await makerOf(type)(contextFor(type, name, inputs));
      return {
        children,
        outputs,
        names: children.map((one) => `${one.type.split(":")[2]} ${one.name}`),
        child: (kind, childName) => {
          const found = children.find((one) => one.type.endsWith(`:${kind}`) && (childName ?? one.name) === one.name);
          if (!found) throw new Error(`no ${kind} was made, but ${children.map((one) => one.type).join(", ")}`);
          return found;
        },
      };
    },
  };
}
