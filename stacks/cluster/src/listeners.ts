import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Environment, logicalName, type Scheme, StrataError } from "@strata/shared-config";
import { type ListenerPlan, planListeners } from "./listener-plan.ts";

export interface ListenersArgs {
  readonly settings: Environment["cluster"]["loadBalancer"];
  readonly loadBalancerArn: pulumi.Input<string>;
  /** @default - there is no listener on 443 */
  readonly certificateArn: pulumi.Input<string> | undefined;
}

/** The load balancer's listeners. What no service's rule takes is answered with 404: no service is the default. */
export class Listeners extends pulumi.ComponentResource {
  /** The listener that the public uses. */
  readonly mainArn: pulumi.Output<string>;
  readonly mainScheme: Scheme;
  /** Every listener that services hang their rules on, by scheme. */
  readonly servingArns: Readonly<Partial<Record<Scheme, pulumi.Output<string>>>>;

  constructor(name: string, args: ListenersArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:cluster:Listeners", name, {}, options);
    const listeners = planListeners(args.settings).map((plan) => ({ plan, arn: this.#listen(plan, args) }));
    const serving = listeners.filter(({ plan }) => plan.role === "serve");
    const [main] = serving;
    if (main === undefined) {
      throw new StrataError("ENVIRONMENT_INVALID", "the load balancer would have no listener that serves", {
        hint: "set cluster.loadBalancer.https, or cluster.loadBalancer.http to serve",
        fault: "strata",
      });
    }
    this.mainArn = main.arn;
    this.mainScheme = main.plan.scheme;
    this.servingArns = Object.fromEntries(serving.map(({ plan, arn }) => [plan.scheme, arn]));
    this.registerOutputs({ mainArn: this.mainArn });
  }

  #listen(plan: ListenerPlan, { settings, loadBalancerArn, certificateArn }: ListenersArgs): pulumi.Output<string> {
    const tls =
      plan.scheme === "https" && certificateArn !== undefined ? { sslPolicy: settings.sslPolicy, certificateArn } : {};
    return new aws.lb.Listener(
      logicalName(plan.scheme, "listener"),
      { loadBalancerArn, port: plan.port, protocol: plan.protocol, ...tls, defaultActions: [defaultAction(plan)] },
      { parent: this },
    ).arn;
  }
}

function defaultAction({ role }: ListenerPlan): aws.types.input.lb.ListenerDefaultAction {
  return role === "redirect"
    ? { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } }
    : {
        type: "fixed-response",
        fixedResponse: { contentType: "text/plain", statusCode: "404", messageBody: "Not found" },
      };
}
