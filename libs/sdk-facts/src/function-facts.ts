import { readFileSync } from "node:fs";
import { parseDeclarations, readMembers } from "./declarations.ts";
import type { Properties } from "./shape.ts";
import type { Token } from "./token.ts";

/** What the installed SDK says of a function (a data source). */
export interface FunctionFacts {
  readonly token: string;
  readonly inputs: readonly string[];
  readonly required: readonly string[];
  readonly outputs: Properties;
}

/** Reads a function's arguments and result from its .d.ts file; `path` is without the extension. */
export function readFunction(path: string, token: string, parsed: Token): FunctionFacts {
  const file = `${path}.d.ts`;
  const declarations = parseDeclarations(file, readFileSync(file, "utf8"));
  const stem = parsed.name.charAt(0).toUpperCase() + parsed.name.slice(1);
  let inputs: Properties = {};
  let outputs: Properties = {};
  for (const statement of declarations.program.body) {
    if (statement.type !== "ExportNamedDeclaration") continue;
    const declared = statement.declaration;
    if (declared?.type !== "TSInterfaceDeclaration") continue;
    const members = () => readMembers(declared.body.body, declarations, parsed.package);
    if (declared.id.name === `${stem}Args`) inputs = members();
    if (declared.id.name === `${stem}Result`) outputs = members();
  }
  const names = Object.keys(inputs);
  return { token, inputs: names, required: names.filter((name) => inputs[name]?.optional === false), outputs };
}
