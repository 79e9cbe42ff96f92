import type { Properties, PropertyFacts, ResourceFacts, Shape } from "@strata/sdk-facts";
import { arn, globalArn } from "../facts/arn.ts";
import { MADE_AT } from "../facts/hash.ts";
import type { Value, Values } from "../wire/values.ts";
import { type Draft, input, type Made } from "./rule.ts";

/** The id of a type without a rule: its name if it has one, else digits of its own as the cloud's ids have them. */
export function genericId(draft: Draft, facts: ResourceFacts): string {
  if (draft.type.startsWith("cloudflare:")) return draft.hex(32);
  if (draft.type.startsWith("random:")) return draft.hex(16);
  const named = input(draft, "name");
  if (named !== "") return named;
  return facts.inputs.includes("name") ? draft.name : `${kebab(shortName(draft.type))}-${draft.hex(17)}`;
}

/** An ARN of the usual form: the service is the token's module, the resource its type and id. */
export function genericArn(made: Made, facts: ResourceFacts): string {
  const service = made.type.split(":")[1]?.split("/")[0] ?? "aws";
  const resource = `${kebab(shortName(made.type))}/${made.id}`;
  return facts.inputs.includes("region")
    ? arn(made.place, service, resource)
    : globalArn(made.place, service, resource);
}

/** What a generic value may be made of. */
export type Origin = Pick<Made, "place" | "hex">;

/** Reads the properties of a nested object of an SDK. */
export type Members = (packageName: string, name: string) => Properties | undefined;

/** A believable value for an output that only the cloud gives, by its name and type. Undefined leaves it out. */
export function genericValue(name: string, facts: PropertyFacts, origin: Origin, members: Members): Value | undefined {
  return valueFor(name, facts.type, origin, members, 0);
}

/** Objects that contain themselves end here. */
const DEEPEST = 8;

function valueFor(name: string, type: Shape, origin: Origin, members: Members, depth: number): Value | undefined {
  switch (type.kind) {
    case "boolean":
      return false;
    case "number":
      return name === "version" || name === "revision" ? 1 : 0;
    case "list":
      return [];
    case "map":
      return {};
    case "object":
      return objectOf(type, origin, members, depth);
    case "string":
      return genericText(name, origin);
    default:
      return undefined;
  }
}

function objectOf(type: Extract<Shape, { kind: "object" }>, origin: Origin, members: Members, depth: number): Values {
  if (depth >= DEEPEST) return {};
  const values: Record<string, Value> = {};
  for (const [name, property] of Object.entries(members(type.package, type.name) ?? {})) {
    const value = property.optional ? undefined : valueFor(name, property.type, origin, members, depth + 1);
    if (value !== undefined) values[name] = value;
  }
  return values;
}

const BY_NAME: readonly (readonly [RegExp, (made: Origin) => string])[] = [
  [/^(ownerId|accountId|registryId|owner|awsAccountId)$/, (made) => made.place.account],
  [/^region$/, (made) => made.place.region],
  [
    /(^|[a-z])(createdAt|CreatedAt|createdOn|modifiedOn|updatedAt|Time|Date|Timestamp|createdDate|createDate)$/,
    () => MADE_AT,
  ],
  [/^(status|state)$/i, () => "ACTIVE"],
  [/^(etag|fingerprint|uniqueId|resourceId|hostedZoneId|zoneId|uuid)$/i, (made) => made.hex(16, "generic")],
];

function genericText(name: string, made: Origin): string {
  const known = BY_NAME.find(([pattern]) => pattern.test(name));
  if (known) return known[1](made);
  const own = made.hex(10, name);
  if (/(endpoint|domainname|dnsname|hostname|address)$/i.test(name)) return `${own}.${made.place.region}.amazonaws.com`;
  if (/(url|uri)$/i.test(name)) return `https://${own}.${made.place.region}.amazonaws.com`;
  if (/arn$/i.test(name)) return arn(made.place, "rehearsal", `${kebab(name.slice(0, -3))}/${own}`);
  return /(id|key|token|name)$/i.test(name) ? own : "";
}

function shortName(type: string): string {
  return type.slice(type.lastIndexOf(":") + 1);
}

/** TargetGroup → target-group */
function kebab(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
}
