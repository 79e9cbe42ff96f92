import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { type ReadOutputs, readOutputs } from "../src/layer/upstream.ts";
import type { LayerName } from "../src/layers.ts";

/**
 * A resource as data. A text in its properties may hold `${jobs.arn}`, a property of a resource of the same layer,
 * and `${network:topicArn}` or `${cluster:repositoryUrls.api}`, an output of an upstream or a member of one. A text that is
 * nothing but such a reference takes its value as it is. `{ "secret": "…" }` is a secret text.
 */
export interface DataResource {
  readonly name: string;
  /** Token of the SDK: `aws:sqs/queue:Queue`. */
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Former names of the resource. */
  readonly aliases?: readonly string[];
  readonly deleteBeforeReplace?: boolean;
  readonly protect?: boolean;
}

/** What a layer makes and promises, as data. */
export interface DataLayer {
  readonly resources: readonly DataResource[];
  /** References as in properties, or plain values. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** Properties that other resources refer to; a resource of no class of its own has to name what it wants to be told. */
const TOLD = ["arn", "url", "name", "bucket", "repositoryUrl", "value", "keyId", "cidrBlock"];
const REFERENCE = /\$\{(?:(\w+):)?([^}]+)\}/g;

type Scope = (upstream: string | undefined, path: readonly string[]) => unknown;

/**
 * The program of a layer that stands in a file: `layer.json` in its folder, read anew at each run.
 *
 * @param upstreams what the layer consumes, whether it refers to it or not
 */
export async function build(layer: LayerName, folder: string, upstreams: readonly LayerName[]) {
  const text = readFileSync(join(folder, "layer.json"), "utf8");
  const { resources, outputs }: DataLayer = JSON.parse(text);
  const environment = pulumi.getStack();
  const given = new Map<string, ReadOutputs>();
  for (const name of upstreams) {
    const names = [...text.matchAll(REFERENCE)].filter(([, from]) => from === name).map(([, , path = ""]) => path);
    const shape = Object.fromEntries(names.map((path) => [path.split(".")[0] ?? "", z.json()]));
    given.set(name, await readOutputs({ consumer: layer, name, environment }, z.object(shape)));
  }

  const provider = new Provider("aws", "aws", { region: "eu-central-1" });
  const made = new Map<string, pulumi.CustomResource>();
  const scope: Scope = (upstream, [first = "", ...rest]) => {
    const source = upstream === undefined ? made.get(first) : given.get(upstream);
    if (source === undefined) throw new Error(`${layer} refers to ${upstream ?? first}, which is not there`);
    return rest.reduce(memberOf, upstream === undefined ? source : memberOf(source, first));
  };
  for (const resource of resources) made.set(resource.name, make(resource, provider, scope));
  return {
    self: layer,
    ...Object.fromEntries(Object.entries(outputs).map(([key, value]) => [key, fill(value, scope)])),
  };
}

/** A resource of no class of its own. */
class Made extends pulumi.CustomResource {}

/** A provider of no class of its own. */
class Provider extends pulumi.ProviderResource {}

function make({ name, type, properties, ...rest }: DataResource, provider: Provider, scope: Scope) {
  const told = Object.fromEntries(TOLD.map((key) => [key, undefined]));
  const given = Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, fill(value, scope)]));
  const { aliases = [], ...options } = rest;
  return new Made(
    type,
    name,
    { ...told, ...given },
    {
      ...options,
      provider,
      aliases: aliases.map((former) => ({ name: former })),
    },
  );
}

function fill(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((inner) => fill(inner, scope));
  if (typeof value === "object" && value !== null) {
    if ("secret" in value) return pulumi.secret(value.secret);
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner, scope)]));
  }
  if (typeof value !== "string") return value;
  const found = [...value.matchAll(REFERENCE)];
  const [first] = found;
  if (first === undefined) return value;
  const refer = ([, upstream, path = ""]: RegExpMatchArray) => scope(upstream, path.split("."));
  if (first[0] === value) return refer(first);
  const parts = value.split(REFERENCE).filter((_, index) => index % 3 === 0);
  return pulumi.concat(...parts.flatMap((part, index) => [part, ...found.slice(index, index + 1).map(asText)]));

  function asText(match: RegExpMatchArray): pulumi.Output<string> {
    const referred: pulumi.Output<unknown> = pulumi.output(refer(match));
    return referred.apply(String);
  }
}

/** A member of a resource, of outputs, or of one output: Pulumi's own proxies give what is known of it. */
function memberOf(source: unknown, key: string): unknown {
  return typeof source === "object" && source !== null ? Reflect.get(source, key) : undefined;
}
