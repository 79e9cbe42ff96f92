import { type Environment, logicalName } from "@strata/shared-config";

/** An alias record of Route 53. */
export interface AliasRow {
  readonly key: string;
  readonly name: string;
  readonly type: "A" | "AAAA";
}

/** The alias records that point public names to a target: one of IPv4 each, and one of IPv6 where it has such addresses. */
export function planAliases(names: readonly string[], dualStack: boolean): AliasRow[] {
  return names.flatMap((name): AliasRow[] => [
    { key: logicalName(name), name, type: "A" },
    ...(dualStack ? [{ key: logicalName(name, "ipv6"), name, type: "AAAA" } as const] : []),
  ]);
}

/**
 * The names whose ownership the distribution's certificate still has to prove. ACM asks an account for the same record in
 * each region, so where cluster requests a certificate, which is for all public names, they are proven already.
 * Source: AWS Certificate Manager User Guide, "DNS validation".
 */
export function namesToProve(
  names: readonly string[],
  https: Environment["cluster"]["loadBalancer"]["https"],
): string[] {
  return https !== false && https.certificateArn === undefined ? [] : [...names];
}
