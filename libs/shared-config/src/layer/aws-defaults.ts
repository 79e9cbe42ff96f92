/*
 * What every AWS resource of a stack is given, whoever writes it: the tags, and the provider of the environment's region
 * and account, so that neither a forgotten option nor a shell's AWS_REGION can lead elsewhere.
 *
 * Two hooks do it. A stack transformation runs in the program, when a resource is constructed. A resource transform
 * runs when the engine asks, and so reaches the children of remote components too; but outside the program's async
 * context the SDK serializes what a transform returns with secrets in clear. So the transform leaves alone whatever the
 * transformation has seen, and touches only those children, which it can tell by the missing tag or provider.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { Provider } from "@pulumi/aws/provider.js";
import * as pulumi from "@pulumi/pulumi";
import type { SdkFacts } from "@strata/sdk-facts";
import { asTree, isTree } from "../load/tree.ts";
import type { Environment } from "../resolve.ts";
import { strataTags } from "./tags.ts";

/** The one type whose tags are a list, each of which may be handed on to instances. Source: Pulumi registry, Group. */
const LIST_TAGGED = "aws:autoscaling/group:Group";

/** Gives the defaults to all that the running program registers from now on. A provider that is named stays. */
export function giveAwsDefaults(environment: Environment, layer: string, sdk: Pick<SdkFacts, "taggable">): void {
  const provider = lazyProvider(environment);
  const tagsFor = (type: string, name: string, parent: pulumi.Resource | undefined) =>
    sdk.taggable(type) === true || type === LIST_TAGGED
      ? strataTags({ environment: environment.name, layer, type, name, parent })
      : undefined;

  pulumi.runtime.registerStackTransformation(({ resource, type, name, props, opts }) => {
    // Not isInstance: its mark is set after this. With a URN, it is a reference to a resource that exists already.
    const registered = resource instanceof pulumi.CustomResource && opts.urn === undefined;
    if (!registered || !type.startsWith("aws:")) return undefined;
    const named = providerOf(opts) ?? opts.parent?.getProvider(type) ?? provider();
    const tags = opts.id === undefined ? tagsFor(type, name, opts.parent) : undefined;
    return { props: withTags(props, tags), opts: { ...opts, provider: named } };
  });

  pulumi.runtime.registerResourceTransform(({ type, name, props, opts, custom }) => {
    if (!custom || !type.startsWith("aws:")) return undefined;
    const tags = isTagged(props) ? undefined : tagsFor(type, name, opts.parent);
    if (tags === undefined && providerOf(opts) !== undefined) return undefined;
    return { props: withTags(props, tags), opts: { ...opts, provider: providerOf(opts) ?? provider() } };
  });

  pulumi.runtime.registerInvokeTransform(({ token, args, opts }) => {
    if (!token.startsWith("aws:") || opts.provider !== undefined) return undefined;
    return { args, opts: { ...opts, provider: provider() } };
  });
}

/** The environment's provider, made with the first resource that needs it, so that an empty layer stays empty. */
function lazyProvider({ aws }: Environment): () => Provider {
  let provider: Provider | undefined;
  // The engine asks outside the program's async context, in which Pulumi keeps the stack's name.
  const inProgram = AsyncLocalStorage.snapshot();
  const account = aws.accountId === undefined ? {} : { allowedAccountIds: [aws.accountId] };
  return () => {
    provider ??= inProgram(() => new Provider("aws", { region: aws.region, ...account }));
    return provider;
  };
}

function providerOf(options: pulumi.CustomResourceOptions): pulumi.ProviderResource | undefined {
  return options.provider;
}

/** Whether the transformation has been here: it runs first, wherever it runs. */
function isTagged(props: pulumi.Inputs): boolean {
  const tags: unknown = props.tags;
  if (Array.isArray(tags)) return tags.some((tag: unknown) => isTree(tag) && tag.key === "strata:urn");
  return isTree(tags) && "strata:urn" in tags;
}

function withTags(props: pulumi.Inputs, tags: pulumi.Inputs | undefined): pulumi.Inputs {
  if (tags === undefined) return props;
  const merged = pulumi.all([pulumi.output(props.tags), pulumi.output(tags)]).apply(([own, ours]) => {
    if (!Array.isArray(own)) return { ...asTree(own), ...ours };
    // An instance is not the group: it has everything of the group but its URN.
    const listed = Object.entries(ours).map(([key, value]) => ({
      key,
      value,
      propagateAtLaunch: key !== "strata:urn",
    }));
    return [...own, ...listed];
  });
  return { ...props, tags: merged };
}
