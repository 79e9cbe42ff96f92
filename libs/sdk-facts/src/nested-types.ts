import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDeclarations, readMembers } from "./declarations.ts";
import type { Properties } from "./shape.ts";

/** Reads the interfaces of a package's types/output.d.ts, each when it is first asked for. */
export interface NestedTypes {
  readonly members: (name: string) => Properties | undefined;
}

/**
 * Opens types/output.d.ts of an SDK. The file of @pulumi/aws has 5.6 MB: it is split at its interfaces by their first
 * lines, and an interface is parsed only when it is needed.
 */
export function openNestedTypes(root: string, packageName: string): NestedTypes {
  const file = join(root, "types", "output.d.ts");
  let texts: ReadonlyMap<string, string> | undefined;
  const read = new Map<string, Properties>();
  return {
    members: (name) => {
      const known = read.get(name);
      if (known) return known;
      texts ??= splitInterfaces(readFileSync(file, "utf8"));
      const text = texts.get(name);
      if (text === undefined) return undefined;
      const members = readInterface(file, text, packageName);
      read.set(name, members);
      return members;
    },
  };
}

function splitInterfaces(text: string): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const heads = [...text.matchAll(/^(?:export declare namespace (\w+) \{| *(?:export )?interface (\w+) \{)$/gm)];
  let namespace = "";
  heads.forEach((head, index) => {
    if (head[1] !== undefined) {
      namespace = `${head[1]}.`;
      return;
    }
    const end = closingLine(text, head.index, heads[index + 1]?.index ?? text.length);
    texts.set(`${head[0].startsWith(" ") ? namespace : ""}${head[2]}`, text.slice(head.index, end));
  });
  return texts;
}

/** An interface ends at the first line that is its own indentation and a closing brace. */
function closingLine(text: string, start: number, limit: number): number {
  const indent = /^ */.exec(text.slice(start, start + 8))?.[0] ?? "";
  const end = text.indexOf(`\n${indent}}`, start);
  return end < 0 || end > limit ? limit : end + indent.length + 2;
}

function readInterface(file: string, text: string, packageName: string): Properties {
  const declarations = parseDeclarations(file, text);
  for (const statement of declarations.program.body) {
    const declared = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (declared?.type === "TSInterfaceDeclaration") return readMembers(declared.body.body, declarations, packageName);
  }
  return {};
}
