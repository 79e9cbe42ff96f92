import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Environment } from "@strata/shared-config";
import { required } from "@strata/shared-config/layer";

export interface RotationArgs {
  readonly environment: Environment;
  readonly subnetIds: pulumi.Output<string[]>;
  /** The group that the database admits. Absent where each service has its own. */
  readonly securityGroupId: pulumi.Output<string | undefined>;
}

/** AWS's own rotation function for PostgreSQL. Source: Secrets Manager User Guide, "Rotation function templates". */
const APPLICATION =
  "arn:aws:serverlessrepo:us-east-1:297356227824:applications/SecretsManagerRDSPostgreSQLRotationSingleUser";

/** Rotates the database's credentials every so many days; does nothing where the environment asks for none. */
export function rotateCredentials(args: RotationArgs, secretArn: pulumi.Output<string>, parent: pulumi.Resource): void {
  const { data, aws: account, naming } = args.environment;
  if (data.secrets.rotationDays === undefined) return;
  const functionName = `${naming.base}-rotate-database${naming.suffix}`;
  const application = new aws.serverlessrepository.CloudFormationStack(
    "rotate-database",
    {
      name: functionName,
      applicationId: APPLICATION,
      capabilities: ["CAPABILITY_IAM", "CAPABILITY_RESOURCE_POLICY"],
      parameters: {
        functionName,
        endpoint: `https://secretsmanager.${account.region}.amazonaws.com`,
        vpcSubnetIds: args.subnetIds.apply((ids) => ids.join(",")),
        vpcSecurityGroupIds: required(args.securityGroupId, "network", "serviceSecurityGroupId"),
      },
    },
    { parent },
  );
  new aws.secretsmanager.SecretRotation(
    "rotate-database",
    {
      secretId: secretArn,
      rotationLambdaArn: application.outputs.apply((outputs) => outputs.RotationLambdaARN ?? ""),
      rotationRules: { automaticallyAfterDays: data.secrets.rotationDays },
    },
    { parent },
  );
}
