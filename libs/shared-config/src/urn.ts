/** What a resource's URN says. Source: Pulumi documentation, "Resource URNs". */
export interface UrnParts {
  /** The stack: an environment's name. */
  readonly environment: string;
  /** The project: a layer's name. */
  readonly layer: string;
  /** The resource's own type, without those of its parents: `aws:ec2/vpc:Vpc`. */
  readonly type: string;
  /** The types of its parents, the outermost first; none for one that hangs on the stack itself. */
  readonly parentTypes: readonly string[];
  /** The logical name; it may hold `::` itself. */
  readonly name: string;
}

/** Takes apart `urn:pulumi:<stack>::<project>::<parent type>$<type>::<name>`; what is missing is an empty text. */
export function parseUrn(urn: string): UrnParts {
  const [stack = "", layer = "", types = "", ...name] = urn.split("::");
  return {
    environment: stack.split(":").at(-1) ?? "",
    layer,
    type: types.split("$").at(-1) ?? "",
    parentTypes: types.split("$").slice(0, -1),
    name: name.join("::"),
  };
}

/** A resource as a sentence names it: its type and name, `aws:rds/cluster:Cluster main`. */
export function typeAndName(urn: string): string {
  const { type, name } = parseUrn(urn);
  return `${type} ${name}`;
}
