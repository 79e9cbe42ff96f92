import type { Environment } from "../resolve.ts";

/**
 * The keys of the services that are deployed: not those that require an optional secret which nobody has set.
 * @param references of the data layer as it was last deployed, by term; it has `secret.<entry>` for each secret there is
 */
export function deployedServices(
  { services, data }: Pick<Environment, "services" | "data">,
  references: Readonly<Record<string, unknown>>,
): readonly string[] {
  return Object.entries(services)
    .filter(([, { requires }]) => !requires.some((entry) => isAbsent({ data }, references, entry)))
    .map(([key]) => key);
}

/** Whether an entry is optional, and there is no such secret. */
export function isAbsent(
  { data }: Pick<Environment, "data">,
  references: Readonly<Record<string, unknown>>,
  entry: string,
): boolean {
  return data.secrets.entries[entry]?.presence === "optional" && !(`secret.${entry}` in references);
}
