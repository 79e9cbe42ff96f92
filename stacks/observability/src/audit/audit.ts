import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "@strata/shared-config";
import { AuditTrail } from "./audit-trail.ts";
import { ConfigRecorder } from "./config-recorder.ts";

/** What keeps watch over the account: who called what, how things were configured, and what looks like an attack. */
export class Audit extends pulumi.ComponentResource {
  constructor(name: string, environment: Environment, options?: pulumi.ComponentResourceOptions) {
    super("strata:observability:Audit", name, {}, options);
    const { audit } = environment.observability;
    if (audit.cloudTrail) new AuditTrail("audit-trail", environment, { parent: this });
    if (audit.config) new ConfigRecorder("config-recorder", environment, { parent: this });
    if (audit.guardDuty) {
      new aws.guardduty.Detector(
        "threat-detector",
        { enable: true, findingPublishingFrequency: "FIFTEEN_MINUTES" },
        { parent: this },
      );
    }
    this.registerOutputs();
  }
}
