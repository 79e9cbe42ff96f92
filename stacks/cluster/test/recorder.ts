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
    newResource: ({ type, name, inputs }) => {
      if (!type.startsWith("strata:")) resources.push({ type, name, inputs });
      return { id: `${name}-id`, state: { ...inputs, arn: `arn:${type}:${name}`, latestVersion: 3 } };
    },
    call: () => ({ accountId: "111122223333", insecureValue: "ami-0123456789abcdef0" }),
  });
  build();
  await pulumi.runtime.disconnect();
  return resources;
}
