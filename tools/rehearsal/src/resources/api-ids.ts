import { arn } from "../facts/arn.ts";
import { pick } from "../facts/hash.ts";
import { partitionOf } from "../facts/partition.ts";
import type { Draft } from "./rule.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

/** An id of small letters and digits, as API Gateway's are. */
export function apiId(length: number): (draft: Draft) => string {
  return (draft) => pick(LETTERS, length, draft.hex(32));
}

/** `arn:aws:apigateway:<region>::/<resource>`: no account is in it. */
export function bareArn({ place }: Draft, resource: string): string {
  return `arn:${partitionOf(place.region).name}:apigateway:${place.region}::/${resource}`;
}

/** What permissions to call an API name: `arn:aws:execute-api:<region>:<account>:<api>/<stage>`. */
export function callArn({ place }: Draft, resource: string): string {
  return arn(place, "execute-api", resource);
}

/** `https://<api>.execute-api.<region>.amazonaws.com` */
export function callUrl({ place }: Draft, api: string, scheme = "https"): string {
  return `${scheme}://${api}.execute-api.${place.region}.${partitionOf(place.region).dnsSuffix}`;
}
