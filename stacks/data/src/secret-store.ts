import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Environment, secretName } from "@strata/shared-config";

/** Puts secrets where the environment keeps them, and says what a container's `valueFrom` is. */
export interface SecretStore {
  /** A value under a key; gives its ARN. */
  readonly put: (key: string, value: pulumi.Input<string>) => pulumi.Output<string>;
  /** A place under a key whose value an operator puts there; gives its ARN. */
  readonly reserve: (key: string) => pulumi.Output<string>;
}

/** SSM Parameter Store: SecureString parameters below the path. */
export class ParameterStore extends pulumi.ComponentResource implements SecretStore {
  readonly #environment: Environment;
  readonly #accountId: pulumi.Output<string>;

  constructor(name: string, environment: Environment, options?: pulumi.ComponentResourceOptions) {
    super("strata:data:ParameterStore", name, {}, options);
    this.#environment = environment;
    this.#accountId = aws.getCallerIdentityOutput({}, { parent: this }).accountId;
    this.registerOutputs();
  }

  put(key: string, value: pulumi.Input<string>): pulumi.Output<string> {
    const name = secretName(this.#environment, key);
    return new aws.ssm.Parameter(key, { name, type: "SecureString", value }, { parent: this }).arn;
  }

  /** A parameter cannot exist without a value, so nothing is made: `aws ssm put-parameter` does it. */
  reserve(key: string): pulumi.Output<string> {
    const { region } = this.#environment.aws;
    return pulumi.interpolate`arn:aws:ssm:${region}:${this.#accountId}:parameter${secretName(this.#environment, key)}`;
  }
}

/** AWS Secrets Manager: one secret for each key. */
export class SecretVault extends pulumi.ComponentResource implements SecretStore {
  readonly #environment: Environment;

  constructor(name: string, environment: Environment, options?: pulumi.ComponentResourceOptions) {
    super("strata:data:SecretVault", name, {}, options);
    this.#environment = environment;
    this.registerOutputs();
  }

  put(key: string, value: pulumi.Input<string>): pulumi.Output<string> {
    const arn = this.reserve(key);
    return new aws.secretsmanager.SecretVersion(key, { secretId: arn, secretString: value }, { parent: this }).arn;
  }

  reserve(key: string): pulumi.Output<string> {
    const args = {
      name: secretName(this.#environment, key),
      recoveryWindowInDays: this.#environment.data.secrets.recoveryDays,
    };
    return new aws.secretsmanager.Secret(key, args, { parent: this }).arn;
  }
}
