import { readFileSync } from "node:fs";
import { z } from "zod";

const actions = z.array(z.string());
const templates = z.record(z.string(), z.array(z.string()));

/** What both the table and the file made of it say, apart from the types. */
export function tableParts<Actions extends z.ZodType, Templates extends z.ZodType>(list: Actions, named: Templates) {
  return {
    components: z.record(z.string(), z.array(z.string())),
    functions: z.record(z.string(), list),
    rollout: list,
    places: named,
    byPlace: z.array(z.string()),
    untagged: named,
    adopted: z.array(z.string()),
    secret: list,
    across: z.record(z.string(), list),
    conditions: z.record(
      z.string(),
      z.record(z.string(), z.record(z.string(), z.union([z.string(), z.array(z.string())]))),
    ),
  };
}

const model = z.object({
  types: z.record(
    z.string(),
    z.object({
      create: actions,
      read: actions,
      update: actions,
      delete: actions,
      passes: z.string().optional(),
      linked: z.string().optional(),
    }),
  ),
  ...tableParts(actions, templates),
  actions: z.record(
    z.string(),
    z.object({
      looks: z.boolean(),
      tags: z.boolean(),
      requestTag: z.boolean(),
      kinds: z.array(z.object({ arn: z.string(), requestTag: z.boolean(), resourceTag: z.boolean() })),
    }),
  ),
});

/** models/actions.json: what models/types.yaml says of each part. */
export type ActionModel = Readonly<z.infer<typeof model>>;

/** What is known of an action. */
export type ActionFacts = ActionModel["actions"][string];

/** Reads models/actions.json. */
export function readModel(): ActionModel {
  return model.parse(JSON.parse(readFileSync(new URL("../models/actions.json", import.meta.url), "utf8")));
}
