import { readFileSync } from "node:fs";
import { type Expression, type ObjectExpression, parseSync, Visitor } from "oxc-parser";

/** What a generated class's constructor tells of its resource. */
export interface ConstructorFacts {
  readonly inputs: readonly string[];
  readonly required: readonly string[];
  /** Properties that only the cloud sets (`undefined /*out*​/` in the constructor). */
  readonly computed: readonly string[];
  /** Values that the SDK itself fills in. */
  readonly defaults: Readonly<Record<string, string | number | boolean>>;
  readonly secrets: readonly string[];
  /** A component: its children are made by its provider. */
  readonly component: boolean;
}

/** Reads the constructor in a generated module of an SDK (the .js file). */
export function readConstructor(file: string): ConstructorFacts {
  const inputs = new Set<string>();
  const required = new Set<string>();
  const computed = new Set<string>();
  const secrets = new Set<string>();
  const defaults: Record<string, string | number | boolean> = {};
  let component = false;
  const { program } = parseSync(file, readFileSync(file, "utf8"));
  new Visitor({
    AssignmentExpression({ left, right }) {
      if (left.type !== "MemberExpression" || !left.computed || left.property.type !== "Literal") return;
      if (left.object.type !== "Identifier" || left.object.name !== "resourceInputs") return;
      const name = String(left.property.value);
      if (right.type === "Identifier" && right.name === "undefined") computed.add(name);
      if (!readsFrom(right, "args")) return;
      inputs.add(name);
      if (isSecretCall(right)) secrets.add(name);
      const value = right.type === "LogicalExpression" && right.operator === "??" ? right.right : undefined;
      if (value?.type === "Literal" && isScalar(value.value)) defaults[name] = value.value;
    },
    BinaryExpression({ left, right, operator }) {
      if (operator !== "===" || right.type !== "Identifier" || right.name !== "undefined") return;
      const member = left.type === "ChainExpression" ? left.expression : left;
      if (member.type !== "MemberExpression" || !readsFrom(left, "args")) return;
      if (member.property.type === "Identifier") required.add(member.property.name);
    },
    VariableDeclarator({ id, init }) {
      if (id.type !== "Identifier" || id.name !== "secretOpts" || init?.type !== "ObjectExpression") return;
      for (const name of stringList(init, "additionalSecretOutputs")) secrets.add(name);
    },
    ClassDeclaration({ superClass }) {
      if (superClass?.type !== "MemberExpression" || superClass.property.type !== "Identifier") return;
      component = superClass.property.name === "ComponentResource";
    },
  }).visit(program);
  return {
    inputs: [...inputs],
    required: [...required],
    computed: [...computed].filter((name) => !inputs.has(name)),
    defaults,
    secrets: [...secrets],
    component,
  };
}

/** The expression's value comes from a property of `name`, perhaps wrapped: `(args?.a) ?? 1`, `args?.a ? secret(args.a) : …`. */
function readsFrom(expression: Expression, name: string): boolean {
  switch (expression.type) {
    case "ChainExpression":
    case "ParenthesizedExpression":
      return readsFrom(expression.expression, name);
    case "MemberExpression":
      return expression.object.type === "Identifier" && expression.object.name === name;
    case "LogicalExpression":
      return readsFrom(expression.left, name);
    case "ConditionalExpression":
      return readsFrom(expression.test, name);
    case "CallExpression":
      return expression.arguments.some((argument) => argument.type !== "SpreadElement" && readsFrom(argument, name))
        ? true
        : readsCallee(expression.callee, name);
    default:
      return false;
  }
}

/** `pulumi.output(args?.a ? … : undefined).apply(JSON.stringify)`: the call on a call. */
function readsCallee(callee: Expression, name: string): boolean {
  return callee.type === "MemberExpression" && callee.object.type === "CallExpression"
    ? readsFrom(callee.object, name)
    : false;
}

function isSecretCall(expression: Expression): boolean {
  if (expression.type === "ConditionalExpression") return isSecretCall(expression.consequent);
  if (expression.type !== "CallExpression" || expression.callee.type !== "MemberExpression") return false;
  return expression.callee.property.type === "Identifier" && expression.callee.property.name === "secret";
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function stringList(object: ObjectExpression, key: string): string[] {
  const names: string[] = [];
  for (const property of object.properties) {
    if (property.type !== "Property" || property.key.type !== "Identifier" || property.key.name !== key) continue;
    if (property.value.type !== "ArrayExpression") continue;
    for (const element of property.value.elements) {
      if (element?.type === "Literal" && typeof element.value === "string") names.push(element.value);
    }
  }
  return names;
}
