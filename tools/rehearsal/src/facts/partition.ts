/** The AWS partition that a region is in. */
export interface Partition {
  readonly name: string;
  readonly dnsSuffix: string;
}

/** The partition of a region, by its prefix (AWS General Reference, "Regions and endpoints"). */
export function partitionOf(region: string): Partition {
  if (region.startsWith("cn-")) return { name: "aws-cn", dnsSuffix: "amazonaws.com.cn" };
  if (region.startsWith("us-gov-")) return { name: "aws-us-gov", dnsSuffix: "amazonaws.com" };
  return { name: "aws", dnsSuffix: "amazonaws.com" };
}
