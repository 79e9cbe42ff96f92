import * as aws from "@pulumi/aws";
import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";
import type { AllowlistPlan, FirewallPlan } from "./firewall-plan.ts";
import type { Rule } from "./firewall-rules.ts";

export type AllowlistArgs = AllowlistPlan & Pick<FirewallPlan, "webAclName" | "scope" | "region">;

/** The addresses that may come, as sets that a web ACL refers to. */
export class Allowlist extends pulumi.ComponentResource {
  /** True of a request from one of them. */
  readonly statement: NonNullable<Rule["statement"]>;

  constructor(name: string, args: AllowlistArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:edge:Allowlist", name, {}, options);
    const allowed = this.#set(name, "allowlist", args, [...args.ranges]);
    if (args.client === "source") {
      this.statement = { ipSetReferenceStatement: { arn: allowed } };
    } else {
      const headerName = args.client.header;
      // Only the proxy's word counts: whoever calls the load balancer past it can write any address into the header.
      const { ipv4Cidrs } = cloudflare.getIpRangesOutput({}, { parent: this });
      const proxies = this.#set(`${name}-proxies`, "proxies", args, ipv4Cidrs);
      const ipSetForwardedIpConfig = { headerName, position: "FIRST", fallbackBehavior: "NO_MATCH" };
      this.statement = {
        andStatement: {
          statements: [
            { ipSetReferenceStatement: { arn: proxies } },
            { ipSetReferenceStatement: { arn: allowed, ipSetForwardedIpConfig } },
          ],
        },
      };
    }
    this.registerOutputs();
  }

  #set(
    name: string,
    what: string,
    { webAclName, scope, region }: AllowlistArgs,
    addresses: pulumi.Input<string[]>,
  ): pulumi.Output<string> {
    const place = region === undefined ? {} : { region };
    return new aws.wafv2.IpSet(
      name,
      { name: `${webAclName}-${what}`, scope, ipAddressVersion: "IPV4", addresses, ...place },
      { parent: this },
    ).arn;
  }
}
