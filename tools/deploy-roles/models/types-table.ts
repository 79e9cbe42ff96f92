import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { tableParts } from "../src/model.ts";

const actions = z.array(z.string().regex(/^[a-z0-9-]+:[A-Za-z]+$/)).default([]);

const typeRow = z
  .strictObject({
    cfn: z.union([z.string(), z.array(z.string())]).optional(),
    except: z.array(z.string()).default([]),
    create: actions,
    read: actions,
    update: actions,
    delete: actions,
    passes: z.string().optional(),
    linked: z.string().optional(),
    source: z.string().optional(),
  })
  .refine(({ cfn, source }) => cfn !== undefined || source !== undefined, "a row without `cfn` says its source");

const templates = z.record(z.string(), z.array(z.string().startsWith("arn:aws:")));

const table = z.strictObject({
  types: z.record(z.string(), typeRow),
  ...tableParts(actions, templates),
});

/** types.yaml. */
export type TypesTable = z.infer<typeof table>;

export type TypeRow = TypesTable["types"][string];

export function readTypesTable(): TypesTable {
  return table.parse(parse(readFileSync(new URL("types.yaml", import.meta.url), "utf8")));
}
