import type * as aws from "@pulumi/aws";
import type { RouterSettings } from "./router-plan.ts";

export type LightsailSettings = NonNullable<RouterSettings["backends"][string]["lightsail"]>;

type Port = aws.types.input.lightsail.InstancePublicPortsPortInfo;

/** The Lightsail console's own addresses, for its terminal. Source: Lightsail API Reference, PortInfo. */
const CONSOLE = "lightsail-connect";

/**
 * The ports of an instance that are open: SSH, and no other. Whatever is not named is closed.
 * @param sshCidrs who may use it; empty: the console's terminal only
 */
export function planPorts(sshCidrs: readonly string[]): Port[] {
  const who = sshCidrs.length === 0 ? { cidrListAliases: [CONSOLE] } : { cidrs: [...sshCidrs] };
  return [{ protocol: "tcp", fromPort: 22, toPort: 22, ...who }];
}
