import type { StoredResource } from "@strata/engine";

/** A resource of a state, as a test needs it. */
export function stored(type: string, name: string, rest: Partial<StoredResource> = {}): StoredResource {
  return {
    urn: `urn:pulumi:threa-prod::data::${type}::${name}`,
    type,
    id: `${name}-1`,
    custom: true,
    external: false,
    retained: false,
    inputs: {},
    outputs: {},
    ...rest,
  };
}
