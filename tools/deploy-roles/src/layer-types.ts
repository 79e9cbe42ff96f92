import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { LayerName } from "@strata/shared-config";
import { type Expression, parseSync, Visitor } from "oxc-parser";

/** What a layer's program uses of AWS, each list sorted. */
export interface LayerUses {
  /** Tokens of what it constructs: `aws:ecs/service:Service`, `awsx:ec2:Vpc`. */
  readonly types: readonly string[];
  /** Look-ups: `aws.ec2.getVpc`, whether it is called in this form or with `Output` at its end. */
  readonly functions: readonly string[];
  /** ARNs of AWS's own policies that it attaches; a star stands for what the program fills in. */
  readonly policies: readonly string[];
}

const POLICY = "arn:aws:iam::aws:policy/";

/**
 * Reads from the syntax trees of a layer's program what it constructs and looks up: `new aws.ecs.Service(…)`,
 * `aws.getCallerIdentityOutput(…)`.
 *
 * @param root of the repository
 */
export function readLayerUses(root: string, layer: LayerName): LayerUses {
  const files = globSync(["index.ts", "src/**/*.ts"], { cwd: join(root, "stacks", layer) }).sort();
  const uses = files.map((file) => readUses(file, readFileSync(join(root, "stacks", layer, file), "utf8")));
  const all = (part: keyof LayerUses) => [...new Set(uses.flatMap((one) => one[part]))].sort();
  return { types: all("types"), functions: all("functions"), policies: all("policies") };
}

/** What one source file uses. */
export function readUses(file: string, source: string): LayerUses {
  const types: string[] = [];
  const functions: string[] = [];
  const policies: string[] = [];
  new Visitor({
    NewExpression({ callee }) {
      const token = tokenOf(pathOf(callee));
      if (token !== undefined) types.push(token);
    },
    CallExpression({ callee }) {
      const path = pathOf(callee);
      if (path[0] !== "aws" || !/^get[A-Z]/.test(path.at(-1) ?? "")) return;
      functions.push(path.join(".").replace(/Output$/, ""));
    },
    Literal({ value }) {
      if (typeof value === "string" && value.startsWith(POLICY)) policies.push(value);
    },
    TemplateLiteral({ quasis }) {
      const text = quasis.map(({ value }) => value.cooked ?? "").join("*");
      if (text.startsWith(POLICY)) policies.push(text);
    },
  }).visit(parseSync(file, source).program);
  return { types, functions, policies };
}

/** `aws.ecs.Service` as its words; empty for anything that is no such chain of names. */
function pathOf(expression: Expression): readonly string[] {
  if (expression.type === "Identifier") return [expression.name];
  if (expression.type !== "MemberExpression" || expression.computed) return [];
  const { object, property } = expression;
  const before = object.type === "Super" ? [] : pathOf(object);
  return before.length === 0 || property.type !== "Identifier" ? [] : [...before, property.name];
}

/** The type's token; undefined for what AWS knows nothing of. Source: Pulumi documentation, "Package schema", tokens. */
function tokenOf([pack, module, name, ...rest]: readonly string[]): string | undefined {
  if (module === undefined || name === undefined || rest.length > 0) return undefined;
  if (pack === "awsx") return `awsx:${module}:${name}`;
  return pack === "aws" ? `aws:${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}` : undefined;
}
