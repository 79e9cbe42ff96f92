import type { Environment, LayerName } from "@strata/shared-config";

/** Whose things a role is for: what the placeholders of an ARN stand for. */
export interface Place {
  readonly environment: string;
  readonly layer: LayerName;
  /** Twelve digits. */
  readonly account: string;
  /** The region, or a star for a layer that makes things in several. */
  readonly region: string;
  /** Beginnings of physical names. */
  readonly names: readonly string[];
  /** Names of roles, as patterns. */
  readonly roles: readonly string[];
  /** Names of buckets, as patterns. */
  readonly buckets: readonly string[];
  /** The DNS zone; undefined where there is none. */
  readonly zone: string | undefined;
  /** Whether the network exists and was adopted. */
  readonly adopted: boolean;
}

/** Layers with things in other regions than the environment's: CloudFront's are in us-east-1, copies of backups anywhere. */
const SEVERAL_REGIONS: readonly LayerName[] = ["edge", "data"];

/** Reads the place of a layer's things from its environment. */
export function placeOf(environment: Environment, layer: LayerName, account: string): Place {
  const { naming, cluster, services, aws, dns, network, app } = environment;
  const beginnings = [
    naming.base,
    app,
    cluster.name,
    ...Object.values(services).flatMap(({ name, family }) => [name, family]),
  ];
  const names = withoutCovered(beginnings);
  const roles = names.map((name) => `${name}-*`);
  const others = Object.values(services).map(({ role }) => role);
  return {
    environment: environment.name,
    layer,
    account,
    region: SEVERAL_REGIONS.includes(layer) ? "*" : aws.region,
    names,
    roles: [...roles, ...others.filter((role) => !names.some((name) => role.startsWith(`${name}-`)))].sort(),
    buckets: bucketsOf(environment, layer),
    zone: dns.zone,
    adopted: network.existing !== undefined,
  };
}

/** All accounts of the world share the names of buckets: no pattern wider than a layer's own. */
function bucketsOf({ naming, cluster, tier }: Environment, layer: LayerName): readonly string[] {
  if (layer === "cluster") return [cluster.loadBalancer.accessLogs.bucket];
  return layer === "observability" ? [`${naming.base}-*-${tier}${naming.suffix}-*`] : [];
}

/** Beginnings that no shorter one begins. */
function withoutCovered(beginnings: readonly string[]): readonly string[] {
  const unique = [...new Set(beginnings)].sort();
  return unique.filter((one) => !unique.some((other) => other !== one && one.startsWith(other)));
}

/** Fills in a template of an ARN: one for each name that a placeholder stands for. */
export function fillIn(template: string, place: Place): readonly string[] {
  const { account, region } = place;
  const filled = template.replaceAll("${Account}", account).replaceAll("${Region}", region);
  const many = { "${Name}": place.names, "${Role}": place.roles, "${Bucket}": place.buckets };
  const zone = place.zone === undefined ? [] : [place.zone];
  return Object.entries({ ...many, "${Zone}": zone }).reduce<readonly string[]>(
    (texts, [word, values]) =>
      texts.flatMap((text) => (text.includes(word) ? values.map((value) => text.replaceAll(word, value)) : [text])),
    [filled],
  );
}
