import type { Environment } from "./resolve.ts";

/**
 * Whether tasks run in private subnets: where a NAT gateway takes them to the APIs that they call. Without one a task
 * needs an address of its own to pull so much as its image; an existing VPC is asked for one.
 */
export function runsInPrivateSubnets({ existing, nat }: Pick<Environment["network"], "existing" | "nat">): boolean {
  return existing !== undefined || nat !== "none";
}
