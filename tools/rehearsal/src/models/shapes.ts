import { z } from "zod";

/** A shape's name in `ApiModels.shapes`, such as `iam.roleNameType`. */
type ShapeName = string;

/** What AWS's API takes in one place. A fact that is not there is not known. */
export interface Shape {
  /** Characters of a text. */
  readonly shortest?: number;
  readonly longest?: number;
  /** Of a text, in JavaScript's words: for flag `u`. */
  readonly pattern?: string;
  readonly enum?: readonly string[];
  /** Values of a number. */
  readonly min?: number;
  readonly max?: number;
  /** Items of a list, or keys of a map. */
  readonly fewest?: number;
  readonly most?: number;
  readonly item?: ShapeName;
  /** Of a map. */
  readonly key?: ShapeName;
  readonly value?: ShapeName;
  /** Property → its member in the API (empty: none of its own) and that member's shape (empty: it has no facts). */
  readonly members?: Readonly<Record<string, readonly [member: string, shape: ShapeName]>>;
  /** Properties of an object that must be there. */
  readonly required?: readonly string[];
  /** The text is a JSON document of this shape. */
  readonly json?: ShapeName;
  /** AWS keeps such a value out of its messages. */
  readonly sensitive?: boolean;
}

/** A call of the API, and the error codes that its model declares. */
export interface ApiOperation {
  readonly name: string;
  readonly errors: readonly string[];
}

/** What the API models say of a Pulumi type. */
export interface TypeModel {
  readonly service: string;
  /** The code with which the service refuses a value. */
  readonly code: string;
  readonly create: ApiOperation;
  readonly update?: ApiOperation | undefined;
  readonly delete?: ApiOperation | undefined;
  /** The inputs as a whole. */
  readonly inputs: ShapeName;
}

const operation = z.object({ name: z.string(), errors: z.array(z.string()) });

const typeModel = z.object({
  service: z.string(),
  code: z.string(),
  create: operation,
  update: operation.optional(),
  delete: operation.optional(),
  inputs: z.string(),
});

const count = z.number();

const shape = z.strictObject({
  shortest: count.exactOptional(),
  longest: count.exactOptional(),
  pattern: z.string().exactOptional(),
  enum: z.array(z.string()).exactOptional(),
  min: count.exactOptional(),
  max: count.exactOptional(),
  fewest: count.exactOptional(),
  most: count.exactOptional(),
  item: z.string().exactOptional(),
  key: z.string().exactOptional(),
  value: z.string().exactOptional(),
  members: z.record(z.string(), z.tuple([z.string(), z.string()])).exactOptional(),
  required: z.array(z.string()).exactOptional(),
  json: z.string().exactOptional(),
  sensitive: z.boolean().exactOptional(),
});

const head = z.object({
  /** The version of PyPI's botocore that the facts are from. */
  botocore: z.string(),
  /** The day of that version. */
  date: z.iso.date(),
  /** The version of @pulumi/aws, and a hash of operations.yaml. */
  madeFrom: z.object({ sdk: z.string(), table: z.string() }),
  /** Patterns that JavaScript cannot run, and that are not here. */
  patternsLeftOut: z.array(z.string()),
  types: z.record(z.string(), z.unknown()),
  shapes: z.record(z.string(), z.unknown()),
});

/** The file's parts, each checked when it is asked for: a rollout uses a few of them. */
export interface ApiModels {
  readonly head: z.infer<typeof head>;
  readonly type: (token: string) => TypeModel | undefined;
  readonly shape: (name: ShapeName) => Shape;
}

/** Reads the text of api-models.json. */
export function parseApiModels(text: string): ApiModels {
  const file = head.parse(JSON.parse(text));
  const known = new Map<string, Shape>();
  return {
    head: file,
    type: (token) => {
      const row = file.types[token];
      return row === undefined ? undefined : typeModel.parse(row);
    },
    shape: (name) => {
      const found = known.get(name);
      if (found !== undefined) return found;
      const read = name === "" ? {} : shape.parse(file.shapes[name]);
      known.set(name, read);
      return read;
    },
  };
}
