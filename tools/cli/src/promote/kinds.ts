/*
 * Two environments of a product differ by intent in most places. Which kind a difference is, the first that fits: what is an
 * environment's own (its names, its account, its network, what the product wants each to give, ids of what exists) → what
 * product and tier say, and neither file → sizes → what is released → the rest.
 */
import { isTree } from "@strata/shared-config";

/** `release` goes along by itself; `size` and `other` with --all; `own` and `tier` only by their path. */
export type Kind = "release" | "size" | "other" | "tier" | "own";

/** What each kind means, for a person. */
export const KIND_WORDS: Readonly<Record<Kind, string>> = {
  release: "what is released, not among the paths",
  size: "sizes (--all, or --path)",
  other: "the platform's settings (--all, or --path)",
  tier: "what products/ and tiers/ say of the tier (--path)",
  own: "the environment's own (--path)",
};

/** A `*` stands for one key. Whatever lies below a path counts with it. */
const OWN = [
  "product",
  "tier",
  "app",
  "naming",
  "aws",
  "dns",
  "state",
  "outputs",
  "policies",
  "network.existing",
  "network.cidr",
  "data.postgres.identifier",
  "data.unprotected",
  "cluster.name",
  "cluster.loadBalancer.existing",
  "cluster.loadBalancer.ingressCidrs",
  "cluster.loadBalancer.https",
  "services.*.name",
  "services.*.family",
  "services.*.logGroup",
  "services.*.route.hosts",
  "services.*.route.targetGroupArn",
  "edge.router",
  "edge.waf.allowlist",
  "observability.emails",
  "observability.budget",
];

const SERVICE_SIZES = ["cpu", "memory", "gpus", "desiredCount", "scaling", "capacity", "pool", "onDemandBase", "ec2"];

const SIZES = [
  ...[...SERVICE_SIZES, "logRetentionDays", "alarms"].map((key) => `services.*.${key}`),
  "cluster.capacity",
  "data.postgres.instanceClass",
  "data.postgres.aurora",
  "data.redis.nodeType",
];

const RELEASED = ["services", "migration"];

/** An id that AWS gave, an ARN, or a registry of an account: what another environment has not. */
const FOREIGN = /^arn:|^(vpc|subnet|sg|ami|i|rtb|eni)-[0-9a-f]{8,}|^\d{12}(\.dkr\.ecr\.|$)/;

/** A difference, as far as its kind depends on it. */
export interface Differing {
  readonly path: readonly string[];
  /** Both values; undefined where an environment has none. */
  readonly from: unknown;
  readonly to: unknown;
  /** Whether the file of one of the two says it. */
  readonly written: boolean;
}

/** @param required paths that the product wants each environment to give */
export function kindOf({ path, from, to, written }: Differing, required: readonly string[]): Kind {
  const isIn = (patterns: readonly string[]) => patterns.some((pattern) => covers(pattern.split("."), path));
  if (isIn([...OWN, ...required]) || [from, to].some(isForeign)) return "own";
  if (!written) return "tier";
  if (isIn(SIZES)) return "size";
  return isIn(RELEASED) ? "release" : "other";
}

/** Whether some of what lies below a path is an environment's own. A whole service that only one has counts as one thing. */
export function mixesKinds(path: readonly string[], required: readonly string[]): boolean {
  return [...OWN, ...required].some((pattern) => {
    const keys = pattern.split(".");
    return !keys.includes("*") && keys.length > path.length && covers(path, keys);
  });
}

/** Whether a path is a pattern's, or lies below it. */
export function covers(pattern: readonly string[], path: readonly string[]): boolean {
  return pattern.length <= path.length && pattern.every((key, index) => key === "*" || key === path[index]);
}

function isForeign(value: unknown): boolean {
  if (typeof value === "string") return FOREIGN.test(value);
  if (Array.isArray(value)) return value.some(isForeign);
  return isTree(value) && Object.values(value).some(isForeign);
}
