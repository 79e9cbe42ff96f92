import type * as pulumi from "@pulumi/pulumi";
import { urnTag } from "../urn-tag.ts";

/** A resource that is about to be registered. */
export interface Tagged {
  readonly environment: string;
  readonly layer: string;
  readonly type: string;
  readonly name: string;
  readonly parent: pulumi.Resource | undefined;
}

/**
 * The tags that every taggable resource carries: `strata:environment`, `strata:layer` and `strata:urn`. By them a
 * resource is found again after a crash, and its owner in a bill.
 */
export function strataTags(resource: Tagged): Record<string, pulumi.Input<string>> {
  return {
    "strata:environment": resource.environment,
    "strata:layer": resource.layer,
    "strata:urn": urnOf(resource.parent).then((parent) => urnTag(urn(resource, parent))),
  };
}

/** As a promise: an output would make the resource depend on its parent, and a component waits for its children. */
function urnOf(parent: pulumi.Resource | undefined): Promise<string | undefined> {
  return new Promise((resolve) => {
    if (parent === undefined) resolve(undefined);
    else parent.urn.apply(resolve);
  });
}

/** The URN that the engine will give. Source: Pulumi documentation, "Resource URNs". */
function urn({ environment, layer, type, name }: Tagged, parent: string | undefined): string {
  const parentType = parent?.split("::")[2];
  const path = parentType === undefined || parentType === "pulumi:pulumi:Stack" ? type : `${parentType}$${type}`;
  return `urn:pulumi:${environment}::${layer}::${path}::${name}`;
}
