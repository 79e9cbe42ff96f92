import type { Environment, Service } from "@strata/shared-config";

/** The enabled services whose containers read an entry of the store, sorted: by its own name, or as part of a URL made of it. */
export function usersOf({ services, data }: Pick<Environment, "services" | "data">, entry: string): readonly string[] {
  const derived = Object.entries(data.secrets.entries).flatMap(([key, { url }]) =>
    url?.secret === entry ? [key] : [],
  );
  const wanted = new Set([entry, ...derived]);
  return Object.entries(services)
    .filter(([, service]) => service.enabled && entriesRead(service).some((read) => wanted.has(read)))
    .map(([key]) => key)
    .sort();
}

function entriesRead({ secrets, containers, calls }: Service): readonly string[] {
  const all = [secrets, ...[...Object.values(containers), ...Object.values(calls)].map((one) => one.secrets)];
  return all.flatMap((variables) =>
    Object.values<Service["secrets"][string]>(variables).flatMap((reference) =>
      "secret" in reference ? [reference.secret] : [],
    ),
  );
}
