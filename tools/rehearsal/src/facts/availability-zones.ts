/** Zones of a region that accounts see, in the order in which DescribeAvailabilityZones lists them: letter and zone id. */
interface RegionZones {
  readonly letters: string;
  /** The start of zone ids, such as euc1 in euc1-az2. */
  readonly prefix: string;
}

// AWS, "Availability Zone IDs for your AWS resources" and "AWS Regions": regions whose zones are not simply a, b, c.
const ZONES: Readonly<Record<string, RegionZones>> = {
  "us-east-1": { letters: "abcdef", prefix: "use1" },
  "us-east-2": { letters: "abc", prefix: "use2" },
  "us-west-1": { letters: "ab", prefix: "usw1" },
  "us-west-2": { letters: "abcd", prefix: "usw2" },
  "eu-west-1": { letters: "abc", prefix: "euw1" },
  "eu-west-2": { letters: "abc", prefix: "euw2" },
  "eu-west-3": { letters: "abc", prefix: "euw3" },
  "eu-central-1": { letters: "abc", prefix: "euc1" },
  "eu-central-2": { letters: "abc", prefix: "euc2" },
  "eu-north-1": { letters: "abc", prefix: "eun1" },
  "eu-south-1": { letters: "abc", prefix: "eus1" },
  "eu-south-2": { letters: "abc", prefix: "eus2" },
  "ap-northeast-1": { letters: "acd", prefix: "apne1" },
  "ap-northeast-2": { letters: "abcd", prefix: "apne2" },
  "ap-southeast-1": { letters: "abc", prefix: "apse1" },
  "ap-southeast-2": { letters: "abc", prefix: "apse2" },
  "ap-south-1": { letters: "abc", prefix: "aps1" },
  "ca-central-1": { letters: "abd", prefix: "cac1" },
  "sa-east-1": { letters: "abc", prefix: "sae1" },
};

/** One Availability Zone. */
export interface Zone {
  readonly name: string;
  readonly id: string;
}

/** The zones of a region; three, a to c, for one that the table does not have. */
export function zonesOf(region: string): readonly Zone[] {
  const { letters, prefix } = ZONES[region] ?? { letters: "abc", prefix: region.replace(/(\w)\w*-?/g, "$1") };
  return [...letters].map((letter, index) => ({ name: `${region}${letter}`, id: `${prefix}-az${index + 1}` }));
}

/** A region's name as AWS writes one: `eu-central-1`, `us-gov-west-1`. */
export function isRegion(name: string): boolean {
  return /^[a-z]{2}(-gov|-iso[a-z]?)?-[a-z]+-\d$/.test(name);
}
