import { createHash } from "node:crypto";
import type { SdkFacts } from "@strata/sdk-facts";
import type { ApiOperation, TypeModel } from "../src/models/shapes.ts";
import { BOTOCORE, type Botocore, type ServiceModel } from "./botocore.ts";
import { memberAt } from "./find-member.ts";
import { matchObject } from "./match.ts";
import type { OperationRow, OperationsTable } from "./operations-table.ts";
import { readRequiredInputs } from "./sdk-inputs.ts";
import { createShapeTable } from "./shape-table.ts";

/** What was found of one property. */
export interface Note {
  readonly type: string;
  readonly path: string;
  readonly found: string;
}

/** The data file's text, and what became of each property. */
export interface Built {
  readonly text: string;
  readonly notes: readonly Note[];
}

/** The codes for a value that is not valid, as operations declare them: the first that there is. */
const VALIDATION = [
  "ValidationException",
  "ValidationError",
  "InvalidParameterValueException",
  "InvalidParameterValue",
  "InvalidParameterException",
  "InvalidParameter",
  "InvalidInputException",
  "InvalidInput",
  "InvalidArgument",
  "InvalidArgumentException",
  "InvalidRequestException",
  "BadRequestException",
  "BadRequest",
  "ClientException",
];

/** Makes the data file: every type of the table, sorted, with no clock and no order of chance in it. */
export function buildModels(table: OperationsTable, sdk: SdkFacts, botocore: Botocore): Built {
  const shapes = createShapeTable(table.slowPatterns);
  const requiredInput = readRequiredInputs();
  const everywhere = Object.keys(table.except).map((pattern) => new RegExp(`^(?:${pattern})$`));
  const notes: Note[] = [];
  const types: Record<string, TypeModel> = {};
  for (const [type, row] of Object.entries(table.types).sort(([one], [other]) => (one < other ? -1 : 1))) {
    const facts = sdk.resource(type);
    if (facts === undefined) throw new Error(`operations.yaml names ${type}, which the SDK does not have.`);
    const { service, version, operation } = readName(row.create);
    const model = botocore.service(service, version);
    const input = model.operations[operation]?.input?.shape;
    if (input === undefined) throw new Error(`operations.yaml: ${type} is made by ${row.create}, which has no input.`);
    const from = row.at === undefined ? input : memberAt(model, input, row.at).shape;
    const given = Object.fromEntries(Object.entries(facts.outputs).filter(([name]) => facts.inputs.includes(name)));
    const seen = new Set<string>();
    const inputs = matchObject(
      {
        service,
        model,
        row,
        table: shapes,
        from,
        noun: operation.replace(/^(Create|Put|Register|Request|Allocate|Run|Set|Modify|Schedule)/, ""),
        members: (name) => sdk.members("aws", name),
        requiredInput,
        skipped: (path) => everywhere.some((pattern) => pattern.test(path)),
        note: (path, found) => {
          seen.add(path);
          notes.push({ type, path, found });
        },
      },
      given,
      from,
      "",
      type,
    );
    refuseUnknownPaths(type, row, seen);
    const create = operationOf(model, operation);
    types[type] = {
      service,
      code: table.codes[service]?.code ?? codeOf(type, create),
      create,
      ...other("update", model, row.update, operation, ["Update", "Modify", "Put"]),
      ...other("delete", model, row.delete, operation, ["Delete", "Deregister", "Terminate"]),
      inputs,
    };
  }
  const { version, date } = BOTOCORE;
  const madeFrom = { sdk: sdk.version("aws") ?? "", table: hashOf(table) };
  const head = { botocore: version, date, madeFrom, patternsLeftOut: shapes.patternsLeftOut() };
  return { text: print({ ...head, types, shapes: shapes.shapes() }), notes };
}

/** Tells a table from another one, without the spaces and comments of its file. */
export function hashOf(table: OperationsTable): string {
  return createHash("sha256").update(JSON.stringify(table)).digest("hex").slice(0, 12);
}

function readName(name: string) {
  const [, service = "", version, operation = ""] = /^([^.@]+)(?:@([^.]+))?\.(\w+)$/.exec(name) ?? [];
  return { service, version, operation };
}

function refuseUnknownPaths(
  type: string,
  { members, documents, except }: OperationRow,
  seen: ReadonlySet<string>,
): void {
  for (const path of [members, documents, except].flatMap((paths) => Object.keys(paths))) {
    if (!seen.has(path)) throw new Error(`operations.yaml: ${type} has no property ${path}.`);
  }
}

function operationOf(model: ServiceModel, name: string): ApiOperation {
  const errors = model.operations[name]?.errors ?? [];
  return { name, errors: errors.map(({ shape }) => model.shapes[shape]?.error?.code ?? shape).sort() };
}

function other(
  key: "update" | "delete",
  model: ServiceModel,
  named: string | undefined,
  create: string,
  verbs: readonly string[],
): { readonly [name in "update" | "delete"]?: ApiOperation } {
  const noun = create.replace(/^[A-Z][a-z]+/, "");
  const name =
    named === undefined
      ? verbs.map((verb) => verb + noun).find((one) => one in model.operations)
      : readName(named).operation;
  if (name === undefined) return {};
  if (!(name in model.operations)) throw new Error(`operations.yaml: there is no operation ${named}.`);
  return { [key]: operationOf(model, name) };
}

function codeOf(type: string, { name, errors }: ApiOperation): string {
  const code = VALIDATION.find((one) => errors.includes(one));
  if (code !== undefined) return code;
  throw new Error(`operations.yaml: no error of ${name} (${type}) is for a value: give its service a row under codes.`);
}

/** One line a type and a shape: a new version shows as a diff that can be read. */
function print({ types, shapes, ...head }: Readonly<Record<string, unknown>>): string {
  const lines = (rows: unknown) =>
    Object.entries(rows ?? {})
      .map(([name, row]) => `${JSON.stringify(name)}:${JSON.stringify(row)}`)
      .join(",\n");
  const first = JSON.stringify(head).slice(0, -1);
  return `${first},\n"types":{\n${lines(types)}\n},\n"shapes":{\n${lines(shapes)}\n}}\n`;
}
