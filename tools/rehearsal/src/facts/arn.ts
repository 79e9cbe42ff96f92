import { partitionOf } from "./partition.ts";

/** Whose and where a resource is. */
export interface Place {
  /** The AWS account, 12 digits. */
  readonly account: string;
  readonly region: string;
}

/** `arn:aws:<service>:<region>:<account>:<resource>` */
export function arn(place: Place, service: string, resource: string): string {
  return `arn:${partitionOf(place.region).name}:${service}:${place.region}:${place.account}:${resource}`;
}

/** An ARN of a service without regions (IAM, Route 53, CloudFront): `arn:aws:iam::<account>:<resource>`. */
export function globalArn(place: Place, service: string, resource: string): string {
  return `arn:${partitionOf(place.region).name}:${service}::${place.account}:${resource}`;
}

/** An ARN that names neither region nor account (S3, Route 53 zones): `arn:aws:s3:::<resource>`. */
export function ownerlessArn(place: Place, service: string, resource: string): string {
  return `arn:${partitionOf(place.region).name}:${service}:::${resource}`;
}

/** The last part of an ARN, after the account. */
export function arnResource(value: string): string {
  return value.split(":").slice(5).join(":");
}
