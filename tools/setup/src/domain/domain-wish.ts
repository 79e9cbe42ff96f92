import type { Environment } from "@strata/shared-config";
import type { Answers } from "../ask/question.ts";

/** CloudFront takes certificates of this region only. Source: CloudFront Developer Guide, "Requirements for SSL/TLS certificates". */
const CLOUDFRONT_REGION = "us-east-1";

/** Where a certificate is wanted. */
export interface CertificatePlace {
  readonly region: string;
  /** Paths of the environment's file that name it. */
  readonly paths: readonly string[];
}

/** What is to become of domain and certificate. */
export type DomainWish =
  /** The environment has no public name, or no load balancer of its own. */
  | { readonly kind: "nothing"; readonly why: string }
  /** HTTP only. */
  | { readonly kind: "plain" }
  /** A certificate that is there, by its ARN for each place. */
  | { readonly kind: "given"; readonly names: readonly string[]; readonly certificates: readonly GivenPlace[] }
  /** Files that are imported into ACM. */
  | {
      readonly kind: "imported";
      readonly names: readonly string[];
      readonly files: PemFiles;
      readonly places: readonly CertificatePlace[];
    }
  /** A certificate that is requested here, and proven in a zone; by hand without one. */
  | {
      readonly kind: "requested";
      readonly names: readonly string[];
      readonly zone: { readonly provider: "route53" | "cloudflare"; readonly name: string } | undefined;
      readonly places: readonly CertificatePlace[];
    };

/** A place, and the certificate that it takes. */
export interface GivenPlace {
  readonly place: CertificatePlace;
  readonly arn: string;
}

/** Paths of PEM files. */
export interface PemFiles {
  readonly certificate: string;
  readonly key: string;
  readonly chain: string | undefined;
}

export const LOAD_BALANCER_ARN = "cluster.loadBalancer.https.certificateArn";
export const CDN_ARN = "edge.cdn.certificateArn";

/** Where an environment wants a certificate: the load balancer's region, and CloudFront's where there is a distribution. */
export function certificatePlaces({ aws, edge }: Environment): readonly CertificatePlace[] {
  if (!edge.cdn.enabled) return [{ region: aws.region, paths: [LOAD_BALANCER_ARN] }];
  if (aws.region === CLOUDFRONT_REGION) return [{ region: aws.region, paths: [LOAD_BALANCER_ARN, CDN_ARN] }];
  return [
    { region: aws.region, paths: [LOAD_BALANCER_ARN] },
    { region: CLOUDFRONT_REGION, paths: [CDN_ARN] },
  ];
}

/** Why there is nothing to decide about domain and certificate; undefined where there is. */
export function domainSettled({ cluster, dns }: Environment): string | undefined {
  const { enabled, existing, https } = cluster.loadBalancer;
  if (!enabled) return "the environment has no load balancer";
  if (existing !== undefined) return "the certificate of an existing load balancer is its owner's";
  if (dns.createZone || (https !== false && https.domain !== undefined)) {
    return "the cluster layer makes zone and certificate, as the environment's file says";
  }
  return undefined;
}

/** What the environment's file and the answers come to. What the file names already is not asked for again. */
export function domainWish(environment: Environment, answers: Answers): DomainWish {
  const { cluster, dns, edge } = environment;
  const { https } = cluster.loadBalancer;
  const { names } = dns;
  const settled = domainSettled(environment);
  if (settled !== undefined) return { kind: "nothing", why: settled };
  const places = certificatePlaces(environment);
  const named = https === false ? undefined : https.certificateArn;
  if (named !== undefined && answers["domain.replace"] !== "yes") {
    return { kind: "given", names, certificates: givenPlaces(places, named, edge.cdn.certificateArn) };
  }
  if (names.length === 0) return { kind: "plain" };
  if (answers["domain.manage"] === "yes") {
    const provider = dns.provider === "none" ? answers["domain.provider"] : dns.provider;
    const name = dns.zone ?? answers["domain.zone"];
    if (name === undefined) return { kind: "plain" };
    return {
      kind: "requested",
      names,
      places,
      zone: { name, provider: provider === "cloudflare" ? provider : "route53" },
    };
  }
  switch (answers["domain.certificate"]) {
    case "arn": {
      const arn = answers["domain.certificateArn"] ?? "";
      return { kind: "given", names, certificates: givenPlaces(places, arn, answers["domain.cdnCertificateArn"]) };
    }
    case "import": {
      const { "domain.certificateFile": certificate = "", "domain.keyFile": key = "" } = answers;
      const chain = answers["domain.chainFile"] || undefined;
      return { kind: "imported", names, places, files: { certificate, key, chain } };
    }
    case "request":
      return { kind: "requested", names, places, zone: undefined };
    default:
      return { kind: "plain" };
  }
}

/** Of a distribution without a certificate of its own the edge layer makes one. */
function givenPlaces(
  places: readonly CertificatePlace[],
  arn: string,
  cdnArn: string | undefined,
): readonly GivenPlace[] {
  return places.flatMap((place): GivenPlace[] => {
    if (place.paths.includes(LOAD_BALANCER_ARN)) return [{ place, arn }];
    return cdnArn === undefined || cdnArn === "" ? [] : [{ place, arn: cdnArn }];
  });
}
