import type { Problem } from "../load/problems.ts";
import type { Environment } from "../resolve.ts";

interface Named {
  readonly path: readonly string[];
  readonly name: string;
  readonly limit: number;
  readonly pattern: RegExp;
  /** What the pattern wants, in words. */
  readonly words: string;
}

/** Names with limits that a suffix can break; each limit from the API reference of the service that it names. */
function namesOf({ data, cluster, services }: Environment): Named[] {
  return [
    {
      // Source: Amazon RDS API Reference, CreateDBInstance.
      path: ["data", "postgres", "identifier"],
      name: data.postgres.identifier,
      limit: 63,
      pattern: /^[a-z](-?[a-z0-9])*$/,
      words: "lower-case letters, digits and single dashes",
    },
    {
      // Source: Elastic Load Balancing API Reference, CreateLoadBalancer.
      path: ["cluster", "loadBalancer", "name"],
      name: cluster.loadBalancer.name,
      limit: 32,
      pattern: /^(?!internal-)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/,
      words: "letters, digits and dashes, not beginning with internal-",
    },
    {
      // Source: Amazon S3 User Guide, "General purpose bucket naming rules".
      path: ["cluster", "loadBalancer", "accessLogs", "bucket"],
      name: cluster.loadBalancer.accessLogs.bucket,
      limit: 63,
      pattern: /^[a-z0-9][a-z0-9.-]+[a-z0-9]$/,
      words: "lower-case letters, digits, dots and dashes",
    },
    ...Object.entries(services).map(([key, service]) => ({
      // Source: Amazon ECS API Reference, CreateService.
      path: ["services", key, "name"],
      name: service.name,
      limit: 255,
      pattern: /^[A-Za-z0-9_-]+$/,
      words: "letters, digits, dashes and underscores",
    })),
    ...Object.entries(services).map(([key, service]) => ({
      // Source: IAM User Guide, "IAM and AWS STS quotas".
      path: ["services", key, "role"],
      name: service.role,
      limit: 64,
      pattern: /^[\w+=,.@-]+$/,
      words: "letters, digits, and +=,.@_-",
    })),
  ];
}

export function checkNames(environment: Environment): Problem[] {
  return namesOf(environment).flatMap(({ path, name, limit, pattern, words }): Problem[] => {
    if (name.length > limit) return [{ path, message: `${name} has ${name.length} characters; the limit is ${limit}` }];
    return pattern.test(name) ? [] : [{ path, message: `${name} must be ${words}` }];
  });
}
