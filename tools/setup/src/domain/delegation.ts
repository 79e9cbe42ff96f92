import { Resolver } from "node:dns/promises";
import { systemCode } from "@strata/shared-config";
import { plainName } from "./dns-host.ts";

/** Asks DNS for a domain's name servers: none where nobody knows it. Rejects where DNS does not answer. */
export type LookUpNameServers = (domain: string) => Promise<readonly string[]>;

/** {@link LookUpNameServers}, by this machine's resolver. */
export const lookUpNameServers: LookUpNameServers = async (domain) => {
  try {
    return await new Resolver({ timeout: 5000, tries: 2 }).resolveNs(domain);
  } catch (error) {
    const code = systemCode(error);
    if (code === "ENOTFOUND" || code === "ENODATA") return [];
    throw error;
  }
};

/** Whom the registrar names. */
export type Delegation =
  | { readonly to: "us" }
  | { readonly to: "nobody" }
  | { readonly to: "others"; readonly servers: readonly string[] }
  /** DNS did not answer; that says nothing of the domain. */
  | { readonly to: "unknown"; readonly why: string };

/** Whom a domain's registrar names, seen from a zone with these name servers. */
export async function readDelegation(
  domain: string,
  nameServers: readonly string[],
  lookUp: LookUpNameServers,
): Promise<Delegation> {
  try {
    const servers = (await lookUp(domain)).map(plainName).sort();
    if (servers.length === 0) return { to: "nobody" };
    const ours = new Set(nameServers.map(plainName));
    return servers.every((server) => ours.has(server)) ? { to: "us" } : { to: "others", servers };
  } catch (error) {
    return { to: "unknown", why: error instanceof Error ? error.message : String(error) };
  }
}

/** What there is to do at the registrar; undefined where it names us already. */
export function delegationText(
  domain: string,
  nameServers: readonly string[],
  delegation: Delegation,
): string | undefined {
  const wanted = `name these servers at the registrar of ${domain}: ${nameServers.join(", ")}`;
  switch (delegation.to) {
    case "us":
      return undefined;
    case "nobody":
      return `DNS does not know ${domain} yet; ${wanted}`;
    case "others":
      return `${domain} is delegated to ${delegation.servers.join(", ")}; ${wanted}`;
    case "unknown":
      return `DNS does not tell whom ${domain} is delegated to (${delegation.why}); ${wanted}`;
  }
}
