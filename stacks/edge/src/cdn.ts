import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import type { Environment } from "@strata/shared-config";
import { planCache } from "./cache-plan.ts";
import { CdnCertificate } from "./cdn-certificate.ts";
import { ORIGIN_HEADER } from "./firewall-rules.ts";
import type { LoadBalancer, Target } from "./load-balancer.ts";
import { namesToProve } from "./name-plan.ts";
import type { PublicZone } from "./public-zone.ts";

export interface CdnArgs {
  readonly environment: Environment;
  readonly loadBalancer: LoadBalancer;
  /** Where its certificate is validated. */
  readonly zone: PublicZone | undefined;
  readonly webAclArn: pulumi.Input<string> | undefined;
}

const ORIGIN_ID = "load-balancer";
/** Seconds that an answer may take: the most without a raised quota. Source: CloudFront Developer Guide, "Quotas". */
const ORIGIN_TIMEOUT = 60;

/** A CloudFront distribution in front of the load balancer. */
export class Cdn extends pulumi.ComponentResource {
  /** Its own name, below cloudfront.net. */
  readonly domainName: pulumi.Output<string>;
  readonly target: Target;
  /** What it sends along with each request, in the origin's header. */
  readonly originToken: pulumi.Output<string>;

  constructor(name: string, args: CdnArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:edge:Cdn", name, {}, options);
    const { cdn, waf } = args.environment.edge;
    // A list of IPv4 ranges would turn away whoever of them comes by IPv6.
    const dualStack = !waf.enabled || waf.allowlist === false;
    const { naming, dns } = args.environment;
    this.originToken = new random.RandomPassword(
      `${name}-origin-token`,
      { length: 32, special: false },
      { parent: this },
    ).result;
    const cache = planCache(cdn.staticPaths, ORIGIN_ID);
    const distribution = new aws.cloudfront.Distribution(
      name,
      {
        comment: `${naming.base}${naming.suffix}`,
        enabled: true,
        isIpv6Enabled: dualStack,
        httpVersion: "http2and3",
        priceClass: cdn.priceClass,
        aliases: [...dns.names],
        viewerCertificate: viewerCertificate(`${name}-certificate`, args, this),
        origins: [
          {
            originId: ORIGIN_ID,
            domainName: args.loadBalancer.target.dnsName,
            customHeaders: [{ name: ORIGIN_HEADER, value: this.originToken }],
            customOriginConfig: {
              httpPort: 80,
              httpsPort: 443,
              originProtocolPolicy: args.loadBalancer.scheme.apply((scheme) => `${scheme}-only`),
              originSslProtocols: ["TLSv1.2"],
              originReadTimeout: ORIGIN_TIMEOUT,
            },
          },
        ],
        orderedCacheBehaviors: cache.paths,
        defaultCacheBehavior: cache.rest,
        restrictions: { geoRestriction: { restrictionType: "none" } },
        ...(args.webAclArn === undefined ? {} : { webAclId: args.webAclArn }),
      },
      { parent: this },
    );
    this.domainName = distribution.domainName;
    this.target = {
      dnsName: distribution.domainName,
      zoneId: distribution.hostedZoneId,
      dualStack,
      hasHealth: false,
    };
    this.registerOutputs({ domainName: this.domainName });
  }
}

/** The certificate that viewers see: CloudFront's own, the one given, or one made for the public names. */
function viewerCertificate(
  name: string,
  { environment, zone }: CdnArgs,
  parent: Cdn,
): aws.types.input.cloudfront.DistributionViewerCertificate {
  const { dns, edge, cluster } = environment;
  if (dns.names.length === 0) return { cloudfrontDefaultCertificate: true };
  const toProve = namesToProve(dns.names, cluster.loadBalancer.https);
  const made =
    zone === undefined
      ? undefined
      : () => new CdnCertificate(name, { names: dns.names, toProve, zone }, { parent }).arn;
  const acmCertificateArn = edge.cdn.certificateArn ?? made?.();
  if (acmCertificateArn === undefined) return { cloudfrontDefaultCertificate: true };
  return { acmCertificateArn, sslSupportMethod: "sni-only", minimumProtocolVersion: "TLSv1.2_2021" };
}
