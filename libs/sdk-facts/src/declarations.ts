import { readFileSync } from "node:fs";
import { type Comment, parseSync, type TSSignature, type TSType } from "oxc-parser";
import { readDocumentation } from "./documentation.ts";
import type { Properties, PropertyFacts, Shape } from "./shape.ts";

/** A declaration file: its text, its tree, and the comment that stands right before a position. */
export interface Declarations {
  readonly program: ReturnType<typeof parseSync>["program"];
  readonly commentBefore: (position: number) => string;
}

/** Parses a declaration file of an SDK. */
export function readDeclarations(file: string): Declarations {
  return parseDeclarations(file, readFileSync(file, "utf8"));
}

/** Parses the text of a declaration file. */
export function parseDeclarations(file: string, text: string): Declarations {
  const { program, comments } = parseSync(file, text);
  const byNext = new Map<number, Comment>();
  for (const comment of comments) {
    let next = comment.end;
    while (next < text.length && /\s/.test(text.charAt(next))) next++;
    byNext.set(next, comment);
  }
  return { program, commentBefore: (position) => byNext.get(position)?.value ?? "" };
}

/** The facts of one declared property. */
export function readProperty(type: TSType, optional: boolean, comment: string, packageName: string): PropertyFacts {
  const declared = readType(type, packageName);
  return {
    type: declared.shape,
    optional: optional || declared.optional,
    ...readDocumentation(comment, declared.shape),
  };
}

/** The properties of an interface's body. */
export function readMembers(body: readonly TSSignature[], from: Declarations, packageName: string): Properties {
  const members: Record<string, PropertyFacts> = {};
  for (const member of body) {
    if (member.type !== "TSPropertySignature" || member.key.type !== "Identifier" || !member.typeAnnotation) continue;
    const comment = from.commentBefore(member.start);
    const type = member.typeAnnotation.typeAnnotation;
    members[member.key.name] = readProperty(type, member.optional, comment, packageName);
  }
  return members;
}

interface ReadType {
  readonly shape: Shape;
  readonly optional: boolean;
}

function readType(type: TSType, packageName: string): ReadType {
  const plain = (shape: Shape): ReadType => ({ shape, optional: false });
  switch (type.type) {
    case "TSStringKeyword":
      return plain({ kind: "string" });
    case "TSNumberKeyword":
      return plain({ kind: "number" });
    case "TSBooleanKeyword":
      return plain({ kind: "boolean" });
    case "TSLiteralType":
      return plain({ kind: "string" });
    case "TSArrayType":
      return plain({ kind: "list", item: readType(type.elementType, packageName).shape });
    case "TSTypeLiteral": {
      const index = type.members.find((member) => member.type === "TSIndexSignature");
      const item = index ? readType(index.typeAnnotation.typeAnnotation, packageName).shape : { kind: "any" as const };
      return plain({ kind: "map", item });
    }
    case "TSUnionType": {
      const rest = type.types.filter((part) => part.type !== "TSUndefinedKeyword" && part.type !== "TSNullKeyword");
      const first = rest[0];
      const shape: Shape = first ? readType(first, packageName).shape : { kind: "any" };
      return { shape, optional: rest.length < type.types.length };
    }
    case "TSTypeReference":
      return readReference(type, packageName);
    default:
      return plain({ kind: "any" });
  }
}

function readReference(type: Extract<TSType, { type: "TSTypeReference" }>, packageName: string): ReadType {
  const name = qualifiedName(type.typeName);
  const argument = type.typeArguments?.params[0];
  if (argument && /^(pulumi\.(Output|Input)|Promise)$/.test(name)) return readType(argument, packageName);
  if (argument && /^(Array|ReadonlyArray)$/.test(name)) {
    return { shape: { kind: "list", item: readType(argument, packageName).shape }, optional: false };
  }
  if (name.startsWith("outputs.")) {
    return { shape: { kind: "object", package: packageName, name: name.slice("outputs.".length) }, optional: false };
  }
  if (/^pulumi\.asset\./.test(name)) return { shape: { kind: "asset" }, optional: false };
  // A lone name (Region, ARN, PolicyDocument) and an enum are strings on the wire; a name with a prefix is a resource.
  const text = !name.includes(".") || name.startsWith("enums.");
  return { shape: { kind: text ? "string" : "any" }, optional: false };
}

type EntityName = Extract<TSType, { type: "TSTypeReference" }>["typeName"];

function qualifiedName(name: EntityName): string {
  if (name.type === "Identifier") return name.name;
  if (name.type === "TSQualifiedName") return `${qualifiedName(name.left)}.${name.right.name}`;
  return "this";
}
