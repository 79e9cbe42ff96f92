import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Allowlist } from "./allowlist.ts";
import { FirewallLogs } from "./firewall-logs.ts";
import type { FirewallPlan } from "./firewall-plan.ts";
import { allowRule, visibility } from "./firewall-rules.ts";

export interface FirewallArgs extends FirewallPlan {
  /** ARN of the load balancer to protect; undefined for a distribution, which names its web ACL itself. */
  readonly resourceArn: pulumi.Input<string> | undefined;
}

/** A web ACL with its logs, in front of one resource. */
export class Firewall extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: FirewallArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:edge:Firewall", name, {}, options);
    const place = args.region === undefined ? {} : { region: args.region };
    const allowlist =
      args.allowlist === undefined
        ? undefined
        : new Allowlist(`${name}-allowlist`, { ...args, ...args.allowlist }, { parent: this });
    const { rules } = args;
    const webAcl = new aws.wafv2.WebAcl(
      name,
      {
        name: args.webAclName,
        description: args.description,
        scope: args.scope,
        defaultAction: allowlist === undefined ? { allow: {} } : { block: {} },
        rules: allowlist === undefined ? [...rules] : [...rules, allowRule(allowlist.statement, rules.length)],
        visibilityConfig: visibility(args.webAclName),
        ...place,
      },
      { parent: this },
    );
    if (args.resourceArn !== undefined) {
      const association = { resourceArn: args.resourceArn, webAclArn: webAcl.arn };
      new aws.wafv2.WebAclAssociation(name, association, { parent: this });
    }
    if (args.logRetentionDays !== undefined) {
      const { webAclName, logRetentionDays, region } = args;
      new FirewallLogs(
        `${name}-logs`,
        { webAclName, webAclArn: webAcl.arn, logRetentionDays, region },
        { parent: this },
      );
    }
    this.arn = webAcl.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
