import { didYouMean, type LayerName, StrataError } from "@strata/shared-config";
import type { Outputs } from "../read-all-outputs.ts";

/** What can be opened besides a service. */
const APP = "app";
const DASHBOARD = "dashboard";

/**
 * What can be opened of an environment, by name: `app` is the public's main address, edge's before services'; then
 * `dashboard`, then each service that has a lasting address of its own.
 */
export function addressesOf({
  edge,
  services,
  observability,
}: Partial<Record<LayerName, Outputs>>): ReadonlyMap<string, string> {
  const urls = textsOf(services?.urls);
  const main = [...textsOf(edge?.publicUrls), ...urls][0]?.[1];
  return new Map([...urls, ...textsOf({ [APP]: main, [DASHBOARD]: observability?.dashboardUrl })]);
}

function textsOf(value: unknown): readonly [string, string][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string");
}

/**
 * The address of a name.
 *
 * @throws StrataError ADDRESS_MISSING where nothing of the name has one, or what it has is no web address
 */
export function addressOf(environment: string, name: string, known: ReadonlyMap<string, string>): string {
  const url = known.get(name);
  const names = [...known.keys()];
  if (url === undefined) {
    throw new StrataError("ADDRESS_MISSING", `${environment} has no address for ${name}${didYouMean(name, names)}`, {
      hint:
        names.length === 0
          ? `nothing in it has a lasting address; what is deployed: strata status ${environment}`
          : `choose one of: ${names.join(", ")}`,
      fault: "user",
    });
  }
  if (isWebAddress(url)) return url;
  throw new StrataError("ADDRESS_MISSING", `what ${environment} promises for ${name} is no web address: ${url}`, {
    hint: `strata outputs ${environment}`,
    fault: "environment",
  });
}

/** Whether a browser may be given a text: an absolute address of the web, nothing that a shell or a desktop would run. */
function isWebAddress(text: string): boolean {
  return URL.canParse(text) && ["http:", "https:"].includes(new URL(text).protocol);
}
