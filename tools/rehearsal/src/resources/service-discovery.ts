import { pick } from "../facts/hash.ts";
import type { Values } from "../wire/values.ts";
import { arnOf, nameOf } from "./ids.ts";
import type { Made, ResourceRule, ResourceRules } from "./rule.ts";

const SMALL = "abcdefghijklmnopqrstuvwxyz0123456789";

function namespace(more: (made: Made) => Values, ...replaces: readonly string[]): ResourceRule {
  return {
    id: (draft) => `ns-${pick(SMALL, 16, draft.hex(32))}`,
    arn: arnOf("servicediscovery", "namespace/"),
    outputs: (made) => ({ name: nameOf(made), ...more(made) }),
    replaces: ["name", ...replaces],
  };
}

const hostedZone = (made: Made) => ({ hostedZone: `Z${pick(SMALL.toUpperCase(), 20, made.id)}` });

/** Names by which services find each other. */
export const serviceDiscovery: ResourceRules = {
  "aws:servicediscovery/httpNamespace:HttpNamespace": namespace((made) => ({ httpName: nameOf(made) })),
  "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace": namespace(hostedZone, "vpc"),
  "aws:servicediscovery/publicDnsNamespace:PublicDnsNamespace": namespace(hostedZone),
  "aws:servicediscovery/service:Service": {
    id: (draft) => `srv-${pick(SMALL, 16, draft.hex(32))}`,
    arn: arnOf("servicediscovery", "service/"),
    outputs: (made) => ({ name: nameOf(made), namespaceId: "", type: "HTTP" }),
    replaces: ["name", "namespaceId", "type", "healthCheckCustomConfig"],
  },
};
