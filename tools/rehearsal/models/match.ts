import type { Properties, Shape as SdkShape } from "@strata/sdk-facts";
import type { Shape } from "../src/models/shapes.ts";
import type { ModelShape, ServiceModel } from "./botocore.ts";
import { documentShape } from "./document-shape.ts";
import { type FoundMember, findMember, memberAt } from "./find-member.ts";
import type { OperationRow } from "./operations-table.ts";
import type { RequiredInput } from "./sdk-inputs.ts";
import type { ShapeTable } from "./shape-table.ts";

/** A type that is held against a model. */
export interface Match {
  readonly service: string;
  readonly model: ServiceModel;
  readonly row: OperationRow;
  readonly table: ShapeTable;
  /** The shape that the row's paths start from. */
  readonly from: string;
  readonly noun: string;
  readonly members: (typeName: string) => Properties | undefined;
  readonly requiredInput: RequiredInput;
  /** A property's path that no type is checked for. */
  readonly skipped: (path: string) => boolean;
  /** Told of every property: with the member that it is, or why it is none. */
  readonly note: (path: string, found: string) => void;
}

/** Deeper than this the SDK repeats itself (a rule in a rule in a rule). */
const DEEPEST = 8;

/** Holds an object's properties against a structure; gives the shape's name. `structure` is undefined for one of the SDK's own. */
export function matchObject(
  match: Match,
  properties: Properties,
  structure: string | undefined,
  path: string,
  typeName: string,
): string {
  const { model, table, service } = match;
  const shape = structure === undefined ? undefined : model.shapes[structure];
  const members: Record<string, readonly [string, string]> = {};
  const required: string[] = [];
  for (const [property, { type }] of Object.entries(properties).sort(([one], [other]) => (one < other ? -1 : 1))) {
    const here = path === "" ? property : `${path}.${property}`;
    const reason = match.row.except[here];
    if (reason !== undefined || match.skipped(here)) {
      match.note(here, `except: ${reason ?? "no type"}`);
      continue;
    }
    const found = memberOf(match, shape, property, here);
    const name = found?.kind === "document" ? jsonShape(match, found) : matchValue(match, type, found?.shape, here);
    match.note(here, found ? `${found.member} (${found.shape})` : "-");
    if (path !== "" && found && shape?.required?.includes(found.member) && match.requiredInput(typeName, property)) {
      required.push(property);
    }
    if (name !== "" || required.includes(property)) members[property] = [found?.member ?? "", name];
  }
  const none = Object.keys(members).length === 0;
  const facts = none ? {} : { members, ...(required.length > 0 ? { required } : {}) };
  return table.keep(`${service}.${structure ?? typeName}`, facts);
}

interface Found extends FoundMember {
  readonly kind: "member" | "document";
}

function memberOf(match: Match, shape: ModelShape | undefined, property: string, path: string): Found | undefined {
  const { row, model, from, noun } = match;
  const document = row.documents[path];
  if (document !== undefined) return { kind: "document", ...memberAt(model, from, document) };
  const named = row.members[path];
  if (named !== undefined) return { kind: "member", ...memberAt(model, from, named) };
  const found = shape && findMember(shape, property, path.includes(".") ? "" : noun);
  return found && { kind: "member", ...found };
}

function jsonShape(match: Match, found: Found): string {
  const json = documentShape(match, found.shape, []);
  return json === "" ? "" : match.table.keep(`${match.service}.${found.shape}-json`, { json });
}

function matchValue(match: Match, type: SdkShape, shapeName: string | undefined, path: string): string {
  const { model, table, service } = match;
  const shape = shapeName === undefined ? undefined : model.shapes[shapeName];
  const keep = (facts: Shape) => table.keep(`${service}.${shapeName ?? path}`, facts);
  if (type.kind === "object") {
    const deep = path.split(".").length > DEEPEST;
    const fits = shape?.type === "structure" || hasRows(match, path);
    const properties = deep || !fits ? undefined : match.members(type.name);
    const structure = shape?.type === "structure" ? shapeName : undefined;
    return properties === undefined ? "" : matchObject(match, properties, structure, path, type.name);
  }
  if (shape === undefined && type.kind === "list" && hasRows(match, path)) {
    // A list of the SDK's own, whose items have members elsewhere.
    const item = matchValue(match, type.item, undefined, path);
    return keep(item === "" ? {} : { item });
  }
  if (shape === undefined) return "";
  if (type.kind === "string") return shape.type === "string" ? keep(table.factsOf(shape)) : "";
  if (type.kind === "number") return keep(/^(integer|long|float|double)$/.test(shape.type) ? table.factsOf(shape) : {});
  if (type.kind === "list") return matchList(match, type.item, shape, path, keep);
  return type.kind === "map" ? matchMap(match, shape, keep) : "";
}

type Keep = (facts: Shape) => string;

function matchList(match: Match, item: SdkShape, shape: ModelShape, path: string, keep: Keep): string {
  // CloudFront wraps its lists: { Quantity, Items }.
  const wrapped =
    shape.members?.Items && shape.members.Quantity ? match.model.shapes[shape.members.Items.shape] : shape;
  if (wrapped?.type !== "list" || wrapped.member === undefined) return "";
  const name = matchValue(match, item, wrapped.member.shape, path);
  return keep({ ...match.table.factsOf(wrapped), ...(name === "" ? {} : { item: name }) });
}

/** A map is a map in the API, or a list of keys and values. */
function matchMap({ model, table, service }: Match, shape: ModelShape, keep: Keep): string {
  const item = shape.member && model.shapes[shape.member.shape]?.members;
  const key = shape.key ?? item?.Key ?? item?.key ?? item?.TagKey;
  const value = shape.value ?? item?.Value ?? item?.value ?? item?.TagValue;
  if (!/^(map|list)$/.test(shape.type) || key === undefined || value === undefined) return "";
  const text = (name: string) => {
    const part = model.shapes[name];
    return part?.type === "string" ? table.keep(`${service}.${name}`, table.factsOf(part)) : "";
  };
  const keyName = text(key.shape);
  const valueName = text(value.shape);
  const parts = { ...(keyName === "" ? {} : { key: keyName }), ...(valueName === "" ? {} : { value: valueName }) };
  return keep({ ...table.factsOf(shape), ...parts });
}

function hasRows({ row }: Match, path: string): boolean {
  return [...Object.keys(row.members), ...Object.keys(row.documents)].some((key) => key.startsWith(`${path}.`));
}
