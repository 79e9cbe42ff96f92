// Components, transforms, configuration with secrets, and a reference to another stack.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

interface SiteArgs {
  owner: pulumi.Input<string>;
  days?: number;
}

const config = new pulumi.Config();
const settings = config.requireObject<{ teams: string[]; days: number }>("settings");
const apiKey = config.requireSecret("apiKey");
const network = new pulumi.StackReference(config.require("networkStack"));

pulumi.runtime.registerResourceTransform(({ type, props, opts }) =>
  type.startsWith("aws:") && "tags" in props
    ? { props: { ...props, tags: { ...props.tags, managed: "pulumi" } }, opts }
    : undefined,
);

class Vault extends pulumi.ComponentResource {
  readonly bucket: aws.s3.Bucket;
  readonly reader: aws.iam.Policy;
  constructor(name: string, args: SiteArgs, opts?: pulumi.ComponentResourceOptions) {
    super("library:storage:Vault", name, args, opts);
    const tags = { owner: args.owner };
    this.bucket = new aws.s3.Bucket(name, { tags }, { parent: this, aliases: [{ name: `${name}-bucket` }] });
    new aws.s3.BucketLifecycleConfiguration(
      name,
      { bucket: this.bucket.id, rules: [{ id: "expire", status: "Enabled", expiration: { days: args.days ?? 30 } }] },
      { parent: this.bucket },
    );
    const base = aws.iam.getPolicyDocumentOutput({
      statements: [
        { sid: "List", actions: ["s3:ListBucket"], resources: [this.bucket.arn] },
        {
          sid: "Read",
          actions: ["s3:GetObjectVersion", "s3:GetObject"],
          resources: [pulumi.interpolate`${this.bucket.arn}/*`],
        },
      ],
    });
    const whole = aws.iam.getPolicyDocumentOutput({
      sourcePolicyDocuments: [base.json],
      statements: [
        {
          sid: "Plain",
          effect: "Deny",
          actions: ["s3:*"],
          notResources: [pulumi.interpolate`${this.bucket.arn}/public/*`],
          conditions: [
            { test: "Bool", variable: "aws:SecureTransport", values: ["false"] },
            { test: "StringNotEquals", variable: "aws:PrincipalOrgID", values: ["o-1", "o-2"] },
          ],
        },
      ],
    });
    this.reader = new aws.iam.Policy(name, { policy: whole.json, tags }, { parent: this, deleteBeforeReplace: true });
    this.registerOutputs({ bucket: this.bucket.bucket, reader: this.reader.arn });
  }
}

const vaults = settings.teams.map(
  (team) =>
    new Vault(
      team,
      { owner: team, days: settings.days },
      {
        transforms: [
          ({ type, props, opts }) =>
            type === "aws:s3/bucket:Bucket"
              ? { props: { ...props, forceDestroy: true }, opts: { ...opts, protect: false } }
              : undefined,
        ],
      },
    ),
);

const subnets = network.requireOutput("subnetIds").apply((ids) => (Array.isArray(ids) ? ids.map(String) : []));
const hidden = network.requireOutput("password");
const group = new aws.ec2.SecurityGroup("app", {
  vpcId: network.requireOutput("vpcId").apply(String),
  tags: { subnets: subnets.apply((ids) => String(ids.length)) },
});
const parameter = new aws.ssm.Parameter("key", {
  type: "SecureString",
  value: pulumi.interpolate`${apiKey}/${hidden}`,
  tags: {},
});
const role = new aws.iam.Role("auditor", {
  assumeRolePolicy: aws.iam.getPolicyDocumentOutput({
    statements: [
      {
        actions: ["sts:AssumeRole", "sts:TagSession"],
        principals: [
          { type: "AWS", identifiers: ["arn:aws:iam::111122223333:root", "arn:aws:iam::444455556666:root"] },
          { type: "Service", identifiers: ["ec2.amazonaws.com"] },
        ],
      },
    ],
  }).json,
  tags: {},
});
for (const [index, vault] of vaults.entries()) {
  new aws.iam.RolePolicyAttachment(`auditor-${index}`, { role: role.name, policyArn: vault.reader.arn });
}

export const buckets = vaults.map((vault) => vault.bucket.bucket);
export const bucketTags = vaults[0]?.bucket.tagsAll;
export const policies = vaults.map((vault) => vault.reader.policy);
export const trust = role.assumeRolePolicy;
export const groupId = group.id;
export const key = parameter.value;
export const parameterName = parameter.name;
export const account = pulumi.output(aws.getCallerIdentity()).accountId;
