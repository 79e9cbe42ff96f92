import { arn, globalArn } from "../facts/arn.ts";
import { hex } from "../facts/hash.ts";
import { type Draft, input, type Made, type ResourceRule } from "./rule.ts";

/** An id of EC2's kind: a prefix and 17 digits, the first of which is 0 (`vpc-0a1b…`). */
export function ec2Id(prefix: string): (draft: Draft) => string {
  return (draft) => `${prefix}-0${draft.hex(16)}`;
}

/** The id of something that comes with a resource: a VPC's main route table, a NAT gateway's network interface. */
export function attendantId(made: Made, prefix: string, ...words: readonly string[]): string {
  return `${prefix}-0${made.hex(16, prefix, ...words)}`;
}

/** `arn:aws:ec2:<region>:<account>:<kind>/<id>` */
export function ec2Arn(kind: string): (made: Made) => string {
  return (made) => arn(made.place, "ec2", `${kind}/${made.id}`);
}

/** The name that was given, or one that begins with the prefix that was given, or the logical name. */
export function nameOf(draft: Draft, property = "name"): string {
  const given = input(draft, property);
  if (given !== "") return given;
  const prefix = input(draft, `${property}Prefix`);
  const digits = hex(26, draft.urn, property, String(draft.generation)).replace(/[a-f]/g, (digit) =>
    String(digit.charCodeAt(0) % 10),
  );
  return prefix === "" ? `${draft.name}-${digits.slice(0, 7)}` : prefix + digits;
}

/** A resource whose id is its name: a second one of that name is refused. */
export function named(property = "name"): Pick<ResourceRule, "id" | "unique"> {
  return { id: (draft) => nameOf(draft, property), unique: true };
}

/** An ARN with the id as its last part: `arnOf("logs", "log-group:")`. */
export function arnOf(service: string, before: string): (made: Made) => string {
  return (made) => arn(made.place, service, before + made.id);
}

/** The same for a service without regions. */
export function globalArnOf(service: string, before: string): (made: Made) => string {
  return (made) => globalArn(made.place, service, before + made.id);
}

/** A resource whose id is its ARN. */
export function arnAsId(make: (draft: Draft) => string): Pick<ResourceRule, "id" | "arn"> {
  return { id: make, arn: (made) => made.id };
}

/** A setting of another resource: its id is that resource's, and it moves by replacement. */
export function settingOf(property: string, ...replaces: readonly string[]): ResourceRule {
  return { id: (draft) => nameOf(draft, property), replaces: [property, ...replaces], naming: "none" };
}
