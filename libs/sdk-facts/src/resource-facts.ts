import { readConstructor } from "./constructor-facts.ts";
import { readDeclarations, readProperty } from "./declarations.ts";
import type { Properties, PropertyFacts } from "./shape.ts";
import type { Token } from "./token.ts";

/** What the installed SDK says of a resource type. */
export interface ResourceFacts {
  readonly token: string;
  /** Every property that a program may give, in the SDK's order. */
  readonly inputs: readonly string[];
  readonly required: readonly string[];
  /** Properties that only the cloud sets. */
  readonly computed: readonly string[];
  /** Every property of the made resource, inputs too: what it holds, and whether it may be absent. */
  readonly outputs: Properties;
  /** Properties that are always secret. */
  readonly secrets: readonly string[];
  /** Values that the SDK fills in when the program gives none. */
  readonly defaults: Readonly<Record<string, string | number | boolean>>;
  /** The type has an input `tags` that is a map. */
  readonly taggable: boolean;
  readonly component: boolean;
}

/** Reads a type's class from its .js and .d.ts files; `path` is without the extension. */
export function readResource(path: string, token: string, parsed: Token): ResourceFacts {
  const constructed = readConstructor(`${path}.js`);
  const outputs = readOutputs(`${path}.d.ts`, parsed);
  const tags = outputs.tags;
  return {
    token,
    ...constructed,
    outputs,
    taggable: constructed.inputs.includes("tags") && tags?.type.kind === "map",
  };
}

/** The class's own properties, and the documentation of an input where it says more than that of the output. */
function readOutputs(file: string, { name, package: packageName }: Token): Properties {
  const declarations = readDeclarations(file);
  const outputs: Record<string, PropertyFacts> = {};
  for (const statement of declarations.program.body) {
    if (statement.type !== "ExportNamedDeclaration") continue;
    const declared = statement.declaration;
    if (declared?.type !== "ClassDeclaration" || declared.id?.name !== name) continue;
    for (const member of declared.body.body) {
      if (member.type !== "PropertyDefinition" || member.key.type !== "Identifier" || !member.typeAnnotation) continue;
      const comment = declarations.commentBefore(member.start);
      outputs[member.key.name] = readProperty(member.typeAnnotation.typeAnnotation, false, comment, packageName);
    }
  }
  return outputs;
}
