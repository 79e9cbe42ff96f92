import * as pulumi from "@pulumi/pulumi";

/** A resource that a component asked for. */
export interface Asked {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** What data sources say. */
const ANSWERS: Readonly<Record<string, Record<string, unknown>>> = {
  "cloudflare:index/getZone:getZone": { zoneId: "zone-1", account: { id: "account-1" }, nameServers: ["ada"] },
  "cloudflare:index/getIpRanges:getIpRanges": { ipv4Cidrs: ["192.0.2.0/24"] },
  "cloudflare:index/getZeroTrustTunnelCloudflaredToken:getZeroTrustTunnelCloudflaredToken": { token: "token-1" },
};

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
    call: ({ token }) => ANSWERS[token] ?? { accountId: "111122223333" },
  });
  build();
  await pulumi.runtime.disconnect();
  return resources;
}

/** The value of an output. */
export function known<Value>(output: pulumi.Output<Value>): Promise<Value> {
  return new Promise((resolve) => void output.apply((value) => resolve(value)));
}
