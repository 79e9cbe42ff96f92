import { asTree } from "@strata/shared-config";

/**
 * What each resource of a state needs to be there before it. The engine knows four kinds: what its inputs come from
 * (`dependencies`, and again by property), its parent, its provider, and what it goes away with.
 *
 * @param resources of a state; a URN that it holds twice (one waits for its deletion) has the needs of both
 */
export function dependenciesOf(resources: readonly unknown[]): Readonly<Record<string, readonly string[]>> {
  const needs = new Map<string, Set<string>>();
  for (const resource of resources) {
    const { urn } = asTree(resource);
    if (typeof urn !== "string") continue;
    const known = needs.get(urn) ?? new Set<string>();
    for (const other of needsOf(resource)) if (other !== urn) known.add(other);
    needs.set(urn, known);
  }
  return Object.fromEntries([...needs].map(([urn, others]) => [urn, [...others].sort()]));
}

function needsOf(resource: unknown): readonly string[] {
  const { dependencies, propertyDependencies, parent, deletedWith, provider } = asTree(resource);
  return [
    ...texts(dependencies),
    ...Object.values(asTree(propertyDependencies)).flatMap(texts),
    ...texts([parent, deletedWith]),
    // A provider is named with its id after its URN: `urn:…::aws::9f1c…`.
    ...texts([provider]).map((reference) => reference.split("::").slice(0, -1).join("::")),
  ];
}

function texts(values: unknown): string[] {
  return Array.isArray(values) ? values.filter((value) => typeof value === "string" && value !== "") : [];
}
