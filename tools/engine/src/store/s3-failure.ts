import { StrataError } from "@strata/shared-config";
import type { S3Url } from "./s3-url.ts";

/** The error for state in S3 that does not answer, or not to us. */
export function s3Failure({ bucket, place, region }: Pick<S3Url, "bucket" | "place" | "region">, cause: unknown) {
  if (cause instanceof StrataError) return cause;
  const name = cause instanceof Error ? cause.name : "";
  const said = cause instanceof Error ? cause.message : String(cause);
  const reason = said.startsWith(name) ? said : `${name}: ${said}`;
  return new StrataError("STATE_UNREACHABLE", `the state in ${place} cannot be used: ${reason}`, {
    hint: hintFor(name, bucket, region),
    fault: "environment",
    cause,
  });
}

function hintFor(name: string, bucket: string, region: string | undefined): string {
  const where = region === undefined ? "" : ` --region ${region}`;
  if (name === "NoSuchBucket" || name === "NotFound") {
    return `aws s3api head-bucket --bucket ${bucket}${where}   (it must exist, and PULUMI_BACKEND_URL must name it)`;
  }
  if (/Expired|InvalidToken|CredentialsProvider|InvalidAccessKeyId|SignatureDoesNotMatch/.test(name)) {
    return "aws sts get-caller-identity   (sign in again if it fails)";
  }
  if (name === "AccessDenied" || name === "Forbidden" || name === "403") {
    return `aws sts get-caller-identity   (it needs ListBucket, GetObject, PutObject and DeleteObject on ${bucket})`;
  }
  return `aws s3 ls s3://${bucket}${where}   (try again when that answers)`;
}
