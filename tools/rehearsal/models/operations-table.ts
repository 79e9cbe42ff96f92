import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

/** `ecs.CreateService`, or with a version of the API `cloudfront@2020-05-31.CreateDistribution`. */
const operationName = z.string().regex(/^[a-z0-9-]+(@[\d-]+)?\.[A-Z]\w+$/);

const row = z.strictObject({
  create: operationName,
  /** @default - Update, Modify or Put in place of Create, if there is such an operation */
  update: operationName.optional(),
  /** @default - Delete in place of Create, Put or Register, if there is such an operation */
  delete: operationName.optional(),
  /** The member that the inputs are in. @default - the call's input itself */
  at: z.string().optional(),
  /** A property's path → the path of its member, from `at` on, where the generic rule does not find it. */
  members: z.record(z.string(), z.string()).default({}),
  /** A property's path that holds a JSON document → the path of the member whose shape it has. */
  documents: z.record(z.string(), z.string()).default({}),
  /** A property's path → why it is not held against the model. */
  except: z.record(z.string(), z.string()).default({}),
});

const table = z.strictObject({
  /** A service whose validation has a code that no operation declares, or another one than it declares. */
  codes: z.record(z.string(), z.strictObject({ code: z.string(), source: z.string() })),
  /** Names of properties that no type is checked for: a regular expression for the whole path, and why. */
  except: z.record(z.string(), z.string()),
  /** Patterns of the models that are left out, as a match may take too long. */
  slowPatterns: z.array(z.string()),
  types: z.record(z.string(), row),
});

/** How a Pulumi type is made by AWS's API. */
export type OperationRow = z.infer<typeof row>;

/** operations.yaml. */
export type OperationsTable = z.infer<typeof table>;

/** Reads operations.yaml, which stands beside this file. */
export function readOperations(): OperationsTable {
  return table.parse(parse(readFileSync(new URL("operations.yaml", import.meta.url), "utf8")));
}
