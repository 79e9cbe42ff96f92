import { didYouMean, optionInvalid } from "@strata/shared-config";

/** What the URL of an S3 backend says. */
export interface S3Url {
  readonly bucket: string;
  /** Before every key: empty, or with `/` at its end. */
  readonly prefix: string;
  /** As a person reads it: without the query, in which a URL may carry more than its reader should see. */
  readonly place: string;
  readonly region: string | undefined;
  readonly endpoint: string | undefined;
  readonly profile: string | undefined;
  readonly role: string | undefined;
  readonly encryption: string | undefined;
  readonly encryptionKey: string | undefined;
  readonly pathStyle: boolean;
  readonly plainHttp: boolean;
  readonly dualStack: boolean;
  readonly fips: boolean;
  readonly accelerate: boolean;
  readonly anonymous: boolean;
}

/** The parameters that Pulumi 3.259 takes: gocloud.dev 0.46.1 `s3blob` and `aws`, and the names from before v0.46. */
const KNOWN = [
  "accelerate",
  "anonymous",
  "awssdk",
  "disableSSL",
  "disable_https",
  "dualstack",
  "endpoint",
  "fips",
  "hostname_immutable",
  "kmskeyid",
  "profile",
  "rate_limiter_capacity",
  "region",
  "request_checksum_calculation",
  "response_checksum_validation",
  "role",
  "s3ForcePathStyle",
  "ssetype",
  "use_path_style",
] as const;

/**
 * Reads `s3://bucket/prefix?region=…`.
 *
 * @throws StrataError OPTION_INVALID for a parameter that the engine would refuse
 */
export function parseS3Url(text: string): S3Url {
  const url = new URL(text);
  const { searchParams: query, hostname: bucket } = url;
  for (const name of query.keys()) {
    if (KNOWN.some((known) => known === name)) continue;
    throw optionInvalid(
      `the state's URL has the parameter ${name}${didYouMean(name, KNOWN)}`,
      `PULUMI_BACKEND_URL may have: ${KNOWN.join(", ")}`,
    );
  }
  const text_ = (name: (typeof KNOWN)[number]) => query.get(name) || undefined;
  const isOn = (...names: readonly (typeof KNOWN)[number][]) =>
    names.some((name) => ["1", "t", "true"].includes(query.get(name)?.toLowerCase() ?? ""));
  const path = decodeURIComponent(url.pathname).replaceAll(/^\/+|\/+$/g, "");
  const plainHttp = isOn("disable_https", "disableSSL");
  return {
    bucket,
    prefix: path === "" ? "" : `${path}/`,
    place: path === "" ? `s3://${bucket}` : `s3://${bucket}/${path}`,
    region: text_("region"),
    endpoint: withScheme(text_("endpoint"), plainHttp),
    profile: text_("profile"),
    role: text_("role"),
    encryption: text_("ssetype"),
    encryptionKey: text_("kmskeyid"),
    pathStyle: isOn("use_path_style", "s3ForcePathStyle", "hostname_immutable"),
    plainHttp,
    dualStack: isOn("dualstack"),
    fips: isOn("fips"),
    accelerate: isOn("accelerate"),
    anonymous: isOn("anonymous"),
  };
}

/** `minio:9000` is an endpoint too. */
function withScheme(endpoint: string | undefined, plainHttp: boolean): string | undefined {
  if (endpoint === undefined || endpoint.includes("://")) return endpoint;
  return `${plainHttp ? "http" : "https"}://${endpoint}`;
}
