/**
 * The minor versions of each major version: first and last.
 * Sources: Amazon RDS for PostgreSQL Release Notes and Release Notes for Aurora PostgreSQL (the first that each had);
 * PostgreSQL, Roadmap and Versioning Policy (the last until the end of 2026). A minor version that RDS has withdrawn since
 * is still here: which ones those are differs from month to month.
 */
export const VERSIONS: Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>> = {
  postgres: { 11: [4, 22], 12: [2, 22], 13: [1, 23], 14: [1, 25], 15: [2, 20], 16: [1, 16], 17: [1, 12], 18: [1, 6] },
  "aurora-postgresql": {
    11: [4, 21],
    12: [4, 22],
    13: [3, 23],
    14: [3, 25],
    15: [2, 20],
    16: [1, 16],
    17: [4, 12],
    18: [1, 6],
  },
};

/** Engines of CreateDBInstance and CreateDBCluster. Source: Amazon RDS API Reference, CreateDBInstance, Engine. */
export const ENGINES = [
  ...["aurora-mysql", "aurora-postgresql", "postgres", "mysql", "mariadb", "neptune", "docdb"],
  ...["custom-oracle-ee", "custom-oracle-ee-cdb", "custom-oracle-se2", "custom-oracle-se2-cdb"],
  ...["custom-sqlserver-ee", "custom-sqlserver-se", "custom-sqlserver-web", "custom-sqlserver-dev"],
  ...["db2-ae", "db2-se", "oracle-ee", "oracle-ee-cdb", "oracle-se2", "oracle-se2-cdb"],
  ...["sqlserver-ee", "sqlserver-se", "sqlserver-ex", "sqlserver-web"],
];

/** Families of instance classes. Source: Amazon RDS User Guide, DB instance class types. */
const GENERAL = [
  "t3",
  "t4g",
  "m3",
  "m4",
  "m5",
  "m5d",
  "m6g",
  "m6gd",
  "m6i",
  "m6id",
  "m6idn",
  "m6in",
  "m7g",
  "m7gd",
  "m7i",
  "m8g",
  "m8gd",
  "m8i",
  "m8id",
];
const MEMORY = [
  "r3",
  "r4",
  "r5",
  "r5b",
  "r5d",
  "r5dn",
  "r6g",
  "r6gd",
  "r6i",
  "r6id",
  "r6idn",
  "r6in",
  "r7g",
  "r7gd",
  "r7i",
  "r8g",
  "r8gd",
  "r8gn",
  "r8i",
  "r8id",
  "r8idb",
  "r8idn",
  "x1",
  "x1e",
  "x2g",
  "x2idn",
  "x2iedn",
  "x2iezn",
  "x4g",
  "z1d",
];
const COMPUTE = ["c6gd"];

/** Every family that RDS has, with t2 for the engines of old. */
export const FAMILIES = ["t2", ...GENERAL, ...MEMORY, ...COMPUTE];

/** Families that Aurora PostgreSQL does not have. Source: Amazon Aurora User Guide, Supported DB engines for DB instance classes. */
export const NOT_AURORA = ["t2", ...GENERAL.filter((family) => family.startsWith("m")), "c6gd", "z1d"];

/** Sizes of instance classes. Source: Amazon RDS User Guide, DB instance class types. */
export const SIZE = /^(micro|small|medium|large|xlarge|\d+xlarge(\.tpc\d\.mem\dx)?)$/;

/** Names that PostgreSQL's master user cannot have. Source: Amazon RDS User Guide, Master user account privileges; PostgreSQL, SQL Key Words. */
export const RESERVED_USERS = ["admin", "rdsadmin", "rds_superuser", "rdsrepladmin", "user", "public", "postgresql"];

/** GiB of storage of an instance, by type: least, most. Source: Amazon RDS User Guide, Amazon RDS DB instance storage. */
export const STORAGE: Readonly<Record<string, readonly [number, number]>> = {
  gp2: [20, 65_536],
  gp3: [20, 65_536],
  io1: [100, 65_536],
  io2: [100, 65_536],
  standard: [5, 3072],
};
