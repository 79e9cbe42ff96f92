import * as pulumi from "@pulumi/pulumi";

/** A resource that a component asked for. */
export interface Asked {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/**
 * The resources that a component asks for, in no set order, with their inputs; no engine runs.
 * @param build makes the component
 */
export async function asked(build: () => void): Promise<Asked[]> {
  const resources: Asked[] = [];
  await pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs, id }) => {
      if (!type.startsWith("strata:")) resources.push({ type, name, inputs });
      return {
        id: id === undefined || id === "" ? `${name}-id` : id,
        state: { ...inputs, arn: `arn:${type}:${name}` },
      };
    },
    call: () => ({ accountId: "111122223333" }),
  });
  build();
  await pulumi.runtime.disconnect();
  return resources;
}
