import type * as pulumi from "@pulumi/pulumi";
import type { Inputs, ResourceTransform } from "@pulumi/pulumi";
import type { SdkFacts } from "@strata/sdk-facts";

/** Longest value of a tag. Source: Tagging AWS Resources User Guide, "Tag naming limits and requirements". */
const TAG_LIMIT = 256;

/**
 * Puts `strata:environment`, `strata:layer` and `strata:urn` on every taggable AWS resource of a stack, children of
 * remote components included: by them a resource is found again after a crash, and its owner in a bill.
 * @param sdk the installed SDKs, which say what is taggable
 */
export function strataTags(environment: string, layer: string, sdk: Pick<SdkFacts, "taggable">): ResourceTransform {
  return async ({ type, name, props, opts, custom }) => {
    if (!custom || !type.startsWith("aws:") || sdk.taggable(type) !== true) return undefined;
    const parent = opts.parent === undefined ? undefined : await urnOf(opts.parent);
    return {
      props: {
        ...props,
        tags: {
          ...tagsOf(props),
          "strata:environment": environment,
          "strata:layer": layer,
          "strata:urn": tagValue(urn(environment, layer, parent, type, name)),
        },
      },
      opts,
    };
  };
}

function tagsOf(props: Inputs): Inputs {
  const tags: unknown = props.tags;
  return typeof tags === "object" && tags !== null ? { ...tags } : {};
}

function urnOf(resource: pulumi.Resource): Promise<string> {
  return new Promise((resolve) => {
    resource.urn.apply(resolve);
  });
}

/** The URN that the engine gives: the transform runs before it is known. Source: Pulumi documentation, "Resource URNs". */
function urn(stack: string, project: string, parent: string | undefined, type: string, name: string): string {
  const parentType = parent?.split("::")[2];
  const path = parentType === undefined || parentType === "pulumi:pulumi:Stack" ? type : `${parentType}$${type}`;
  return `urn:pulumi:${stack}::${project}::${path}::${name}`;
}

/** A tag's value knows no dollar sign, which parts the types in a URN; a plus takes its place. */
function tagValue(text: string): string {
  return text.replaceAll("$", "+").slice(0, TAG_LIMIT);
}
