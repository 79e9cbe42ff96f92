import { parseUrn } from "@strata/shared-config";
import type { HappenedLayer, HappenedRollout, Settings } from "./happened.ts";

/** Entries of a state that no deletion takes time for, and that stay to the end: the stack, references and providers. */
const BOOK_KEEPING = /^pulumi:(pulumi|providers):/;

/** The run that would take away what a run left, in the reverse order. Nothing is protected in it. */
export function asDestroy(rollout: HappenedRollout): HappenedRollout {
  const layers = rollout.layers.map((layer) => ({
    layer: layer.layer,
    waitsFor: rollout.layers.filter(({ waitsFor }) => waitsFor.includes(layer.layer)).map((other) => other.layer),
    resources: left(layer),
    before: layer.after,
    after: {},
  }));
  return { ...rollout, operation: "destroy", layers: layers.reverse() };
}

function left({ after, resources }: HappenedLayer): HappenedLayer["resources"] {
  const settings = new Map<string, Settings>(resources.map((resource) => [resource.urn, resource.settings]));
  return Object.keys(after)
    .filter((urn) => !BOOK_KEEPING.test(parseUrn(urn).type))
    .sort()
    .map((urn) => ({ urn, type: parseUrn(urn).type, steps: ["delete"], settings: settings.get(urn) ?? {} }));
}
