import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import { type Environment, logicalName } from "@strata/shared-config";
import { planRepository } from "./repository-plan.ts";

/** An ECR repository for each kind of image that the platform runs. */
export class Repositories extends pulumi.ComponentResource {
  /** Address of each repository without tag, by key. */
  readonly urls: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: Environment["cluster"]["repositories"], options?: pulumi.ComponentResourceOptions) {
    super("strata:cluster:Repositories", name, {}, options);
    this.urls = Object.fromEntries(
      Object.entries(args).map(([key, repository]) => {
        const { rule, ...plan } = planRepository(repository);
        const { url } = new awsx.ecr.Repository(
          logicalName(key, "repository"),
          { name: repository.name, ...plan, lifecyclePolicy: { rules: [rule] } },
          { parent: this },
        );
        return [key, url];
      }),
    );
    this.registerOutputs({ urls: this.urls });
  }
}
