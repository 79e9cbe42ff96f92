import type * as aws from "@pulumi/aws";

/**
 * Policies that CloudFront maintains, the same in every account.
 * Source: CloudFront Developer Guide, "Use managed cache policies" and "Use managed origin request policies".
 */
const CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";
const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
/** Passes every header, cookie and query string on, those of a WebSocket's handshake too. */
const ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3";

type DefaultBehavior = aws.types.input.cloudfront.DistributionDefaultCacheBehavior;
type PathBehavior = aws.types.input.cloudfront.DistributionOrderedCacheBehavior;

/** How a distribution treats paths: the static ones in the order given, then all others. */
export interface CachePlan {
  readonly paths: PathBehavior[];
  readonly rest: DefaultBehavior;
}

/**
 * Keeps the static paths and passes everything else on as it came.
 * @param originId that all of them are fetched from
 */
export function planCache(staticPaths: readonly string[], originId: string): CachePlan {
  const common = {
    targetOriginId: originId,
    originRequestPolicyId: ALL_VIEWER,
    viewerProtocolPolicy: "redirect-to-https",
    compress: true,
  };
  const reading = ["GET", "HEAD"];
  return {
    paths: staticPaths.map((pathPattern) => ({
      ...common,
      pathPattern,
      cachePolicyId: CACHING_OPTIMIZED,
      allowedMethods: [...reading, "OPTIONS"],
      cachedMethods: reading,
    })),
    rest: {
      ...common,
      cachePolicyId: CACHING_DISABLED,
      allowedMethods: [...reading, "OPTIONS", "PUT", "POST", "PATCH", "DELETE"],
      cachedMethods: reading,
    },
  };
}
