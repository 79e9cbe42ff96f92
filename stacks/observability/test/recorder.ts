import * as pulumi from "@pulumi/pulumi";

/**
 * The inputs of the resources that a component asks for, by logical name; no engine runs.
 * @param build makes the component
 */
export async function asked(build: () => void): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> {
  const resources = new Map<string, Readonly<Record<string, unknown>>>();
  await pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs }) => {
      if (!type.startsWith("strata:")) resources.set(name, inputs);
      return { id: `${name}-id`, state: { ...inputs, arn: `arn:${type}:${name}` } };
    },
    call: () => ({ accountId: "111122223333" }),
  });
  build();
  await pulumi.runtime.disconnect();
  return resources;
}
