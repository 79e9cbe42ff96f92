import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";
import { LightsailBackend } from "./lightsail-backend.ts";
import type { LoadBalancer } from "./load-balancer.ts";
import { proxiedName } from "./proxied-name.ts";
import type { PublicZone } from "./public-zone.ts";
import { planBindings, type RouterSettings } from "./router-plan.ts";
import { bundleRouter } from "./router-script.ts";

export interface RouterArgs {
  readonly router: RouterSettings;
  /** At Cloudflare. */
  readonly zone: PublicZone;
  readonly loadBalancer: LoadBalancer | undefined;
  /** The tunnel of a backend on Lightsail, by the backend's key; a secret. */
  readonly tunnelId: (key: string) => pulumi.Output<string>;
}

const MODULE = "index.js";
/** The runtime's behaviour that the Worker is written for. Source: Cloudflare documentation, "Compatibility dates". */
export const COMPATIBILITY_DATE = "2026-07-01";

/** A Cloudflare Worker that answers a public name, and the backends that it picks from. */
export class Router extends pulumi.ComponentResource {
  constructor(name: string, args: RouterArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:edge:Router", name, {}, options);
    const { router, zone } = args;
    const { accountId, zoneId } = zone;
    const backends = Object.keys(router.backends).flatMap((key) => makeBackend(key, args, this));
    const script = new cloudflare.WorkersScript(
      name,
      {
        accountId,
        scriptName: router.name,
        content: bundleRouter(),
        mainModule: MODULE,
        bindings: planBindings(router),
        compatibilityDate: COMPATIBILITY_DATE,
      },
      { parent: this, dependsOn: backends },
    );
    new cloudflare.WorkersCustomDomain(
      name,
      { accountId, zoneId, hostname: router.host, service: script.scriptName },
      { parent: this },
    );
    this.registerOutputs();
  }
}

function makeBackend(key: string, args: RouterArgs, parent: Router): pulumi.Resource[] {
  const { router, zone, loadBalancer } = args;
  const backend = router.backends[key];
  if (backend?.lightsail !== undefined) {
    const { host, lightsail } = backend;
    return [new LightsailBackend(key, { host, lightsail, zone, tunnelId: args.tunnelId(key) }, { parent })];
  }
  if (backend === undefined || loadBalancer === undefined) return [];
  // Through the proxy: a Worker asks for HTTPS, and the load balancer's certificate is for other names, if it has one. The
  // zone's encryption mode says how far Cloudflare trusts it.
  return [proxiedName(backend.host, zone.zoneId, loadBalancer.target.dnsName, parent)];
}
