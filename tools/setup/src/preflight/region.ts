import { didYouMean, type Environment } from "@strata/shared-config";
import { type Finding, problem } from "./finding.ts";
import { neededServices, SERVICES } from "./needed-services.ts";
import known from "./region-services.json" with { type: "json" };

/** Which regions there are, and which of them lack a service. */
export interface RegionFacts {
  readonly source: string;
  readonly regions: readonly string[];
  /** Regions by service. */
  readonly missing: Readonly<Record<string, readonly string[]>>;
}

/** Whether AWS has a region of that name. */
export function isRegion(region: string): boolean {
  return known.regions.includes(region);
}

/**
 * Whether a region is one, and has every service that an environment asks for.
 *
 * @param environment undefined while there is none: then only the region is looked at
 */
export function checkRegion(
  region: string,
  environment: Environment | undefined,
  facts: RegionFacts = known,
): readonly Finding[] {
  if (!facts.regions.includes(region)) {
    const message = `there is no AWS region ${region}${didYouMean(region, facts.regions)}`;
    return [problem("region", message, `strata setup <environment> --region <one of: ${facts.regions.join(", ")}>`)];
  }
  if (environment === undefined) return [];
  return neededServices(environment).flatMap(({ service, setting }) => {
    const without = facts.missing[service] ?? [];
    if (!without.includes(region)) return [];
    const wanted = setting === undefined ? "every environment needs it" : `${setting} asks for it`;
    const message = `${region} has no ${SERVICES[service]}, and ${wanted} (${facts.source})`;
    const others = facts.regions.filter((other) => !without.includes(other));
    const file = `environments/${environment.name}.yaml`;
    return [
      problem("region", message, `edit ${file}: aws.region: <one of: ${others.join(", ")}>, or leave ${setting} out`),
    ];
  });
}
