import ipaddr from "ipaddr.js";
import type { Problem } from "../load/problems.ts";
import type { Environment } from "../resolve.ts";

/** Prefix lengths of a VPC that leave each of eight subnets the /27 that a load balancer needs. */
const VPC_PREFIX = { shortest: 16, longest: 24 };
/** Smallest subnet that a load balancer may lie in. Source: Elastic Load Balancing, "Availability Zone subnets". */
const LONGEST_SUBNET_PREFIX = 27;

export function checkNetwork({ network, data }: Environment): Problem[] {
  const groups: Problem[] =
    network.serviceSecurityGroups === "perService" && data.secrets.rotationDays !== undefined
      ? [
          {
            path: ["network", "serviceSecurityGroups"],
            message: "the function that rotates credentials runs in the services' shared group: set shared",
          },
        ]
      : [];
  return [
    ...groups,
    ...(network.existing === undefined ? checkMade(network) : checkExisting(network, network.existing)),
  ];
}

type Existing = NonNullable<Environment["network"]["existing"]>;

/** An existing network is its owner's: what would be made in a new one has no place, and its subnets reach the zones. */
function checkExisting(network: Environment["network"], existing: Existing): Problem[] {
  const problems: Problem[] = [];
  for (const kind of ["publicSubnetIds", "privateSubnetIds"] as const) {
    const ids = existing[kind];
    const path = ["network", "existing", kind];
    const distinct = new Set(ids).size;
    if (distinct < ids.length) problems.push({ path, message: "names a subnet twice" });
    if (distinct < network.zones) {
      problems.push({
        path,
        message: `has ${distinct} subnets; network.zones asks for ${network.zones}, each in a zone of its own`,
      });
    }
  }
  if (network.subnets.public.length + network.subnets.private.length > 0) {
    problems.push({
      path: ["network", "subnets"],
      message: "are cut out of a VPC that is made: leave out, or existing",
    });
  }
  if (network.endpoints.enabled) {
    problems.push({
      path: ["network", "endpoints", "enabled"],
      message: "endpoints of an existing VPC are its owner's",
    });
  }
  if (existing.securityGroups.services !== undefined && network.serviceSecurityGroups === "perService") {
    problems.push({
      path: ["network", "existing", "securityGroups", "services"],
      message: "is one group for all services: set network.serviceSecurityGroups: shared",
    });
  }
  return problems;
}

function checkMade(network: Environment["network"]): Problem[] {
  const vpc = block(network.cidr);
  const problems: Problem[] = [];
  if (vpc.prefix < VPC_PREFIX.shortest || vpc.prefix > VPC_PREFIX.longest) {
    problems.push({
      path: ["network", "cidr"],
      message: `too ${vpc.prefix > VPC_PREFIX.longest ? "small" : "large"}: a VPC is a /${VPC_PREFIX.shortest} to a /${VPC_PREFIX.longest}`,
    });
  }
  if (vpc.first !== vpc.address) {
    problems.push({ path: ["network", "cidr"], message: "the address is not the first one of the range" });
  }
  return [...problems, ...checkSubnets(network, vpc)];
}

function checkSubnets(network: Environment["network"], vpc: Block): Problem[] {
  const kinds = ["public", "private"] as const;
  const given = kinds.flatMap((kind) =>
    network.subnets[kind].map((cidr, index) => ({ path: ["network", "subnets", kind, index], cidr, ...block(cidr) })),
  );
  if (given.length === 0) return [];

  const counts = kinds
    .filter((kind) => network.subnets[kind].length !== network.zones)
    .map((kind) => ({
      path: ["network", "subnets", kind],
      message: `has ${network.subnets[kind].length} ranges; ${network.zones} zones want ${network.zones}`,
    }));
  const outside = given
    .filter((subnet) => subnet.first < vpc.first || subnet.last > vpc.last)
    .map(({ path }) => ({ path, message: `lies outside the VPC's ${network.cidr}` }));
  const small = given
    .filter((subnet) => subnet.prefix > LONGEST_SUBNET_PREFIX)
    .map(({ path }) => ({ path, message: `too small: a subnet is at least a /${LONGEST_SUBNET_PREFIX}` }));
  const overlapping = given.flatMap((subnet, index) =>
    given
      .slice(0, index)
      .filter((other) => subnet.first <= other.last && other.first <= subnet.last)
      .map((other) => ({ path: subnet.path, message: `overlaps ${other.path.join(".")} = ${other.cidr}` })),
  );
  return [...counts, ...outside, ...small, ...overlapping];
}

interface Block {
  readonly address: number;
  readonly first: number;
  readonly last: number;
  readonly prefix: number;
}

function block(cidr: string): Block {
  const [address, prefix] = ipaddr.IPv4.parseCIDR(cidr);
  const number = address.toByteArray().reduce((value, byte) => value * 256 + byte, 0);
  const size = 2 ** (32 - prefix);
  const first = Math.floor(number / size) * size;
  return { address: number, first, last: first + size - 1, prefix };
}
