import * as pulumi from "@pulumi/pulumi";

type ByKey<Value> = Readonly<Record<string, Value>>;

/**
 * Members of a record, each known as soon as it is itself. In a preview an `apply` on the record waits for all of its
 * members: one repository more, and no image of the others would be known.
 */
export function members<Value>(
  record: pulumi.Output<ByKey<Value>>,
  keys: readonly string[],
): pulumi.Output<ByKey<Value>> {
  // What an output has itself hides a member of the same name.
  if (keys.some((key) => Reflect.has(record, key))) return record;
  const chosen: Record<string, unknown> = {};
  for (const key of keys) chosen[key] = Reflect.get(record, key);
  return pulumi.output(chosen).apply((all) => withoutAbsent<Value>(all));
}

/** {@link members}, for one of them; undefined where there is none of that key. */
export function member<Value>(record: pulumi.Output<ByKey<Value>>, key: string): pulumi.Output<Value | undefined> {
  return members(record, [key]).apply((chosen) => chosen[key]);
}

/** Takes out what the record does not have. */
function withoutAbsent<Value>(chosen: Readonly<Record<string, unknown>>): ByKey<Value>;
function withoutAbsent(chosen: Readonly<Record<string, unknown>>): ByKey<unknown> {
  return Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined));
}
