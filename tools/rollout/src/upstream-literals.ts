import { type Argument, type MemberExpression, parseSync, Visitor } from "oxc-parser";

/** One use of `upstream` in a source file. */
export type UpstreamUse =
  | { readonly kind: "literal"; readonly name: string; readonly line: number }
  /** Not readable without running the code: the graph cannot know the edge. */
  | { readonly kind: "unreadable"; readonly text: string; readonly line: number };

/** What a source file says about upstreams. `syntaxError` is the parser's first one, with its line. */
export interface UpstreamUses {
  readonly uses: readonly UpstreamUse[];
  readonly syntaxError: { readonly message: string; readonly line: number } | undefined;
}

/**
 * Reads each `<anything>.upstream("name")` and `upstream("name")` of a source file from its syntax tree, in the order
 * of the file. Another use of the member (an alias, a computed argument, a callback) is reported as unreadable, since
 * an edge may hide behind it.
 */
export function readUpstreamUses(file: string, source: string): UpstreamUses {
  const parsed = parseSync(file, source, { preserveParens: false });
  const lineOf = lineFinder(source);
  const failure = parsed.errors.find((error) => error.severity === "Error");
  if (failure !== undefined) {
    return { uses: [], syntaxError: { message: failure.message, line: lineOf(failure.labels[0]?.start ?? 0) } };
  }

  const found: { readonly start: number; readonly use: UpstreamUse }[] = [];
  const calls = new Set<object>();
  const add = (start: number, end: number, name: string | undefined) => {
    const line = lineOf(start);
    const text = source.slice(start, end);
    found.push({
      start,
      use: name === undefined ? { kind: "unreadable", text, line } : { kind: "literal", name, line },
    });
  };

  new Visitor({
    // A call is met before its callee: what `calls` holds is a use that has been read already.
    CallExpression(node) {
      const callee = node.callee.type === "ChainExpression" ? node.callee.expression : node.callee;
      const member = callee.type === "MemberExpression" && namesUpstream(callee);
      const bare = callee.type === "Identifier" && callee.name === "upstream";
      if (!member && !bare) return;
      calls.add(callee);
      add(node.start, node.end, node.arguments.length === 1 ? literalOf(node.arguments[0]) : undefined);
    },
    MemberExpression(node) {
      if (namesUpstream(node) && !calls.has(node)) add(node.start, node.end, undefined);
    },
    ObjectPattern(node) {
      // `const { upstream: read } = layer` gives the member another name, which later calls go by.
      for (const property of node.properties) {
        if (property.type !== "Property" || property.shorthand) continue;
        if (property.key.type === "Identifier" && property.key.name === "upstream")
          add(node.start, node.end, undefined);
      }
    },
  }).visit(parsed.program);

  return { uses: found.sort((a, b) => a.start - b.start).map(({ use }) => use), syntaxError: undefined };
}

function namesUpstream({ property }: MemberExpression): boolean {
  return "value" in property ? property.value === "upstream" : "name" in property && property.name === "upstream";
}

function literalOf(argument: Argument | undefined): string | undefined {
  if (argument?.type === "Literal" && typeof argument.value === "string") return argument.value;
  if (argument?.type !== "TemplateLiteral" || argument.quasis.length !== 1) return undefined;
  return argument.quasis[0]?.value.cooked ?? undefined;
}

function lineFinder(source: string): (offset: number) => number {
  return (offset) => source.slice(0, offset).split("\n").length;
}
