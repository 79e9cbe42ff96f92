/** An environment variable that the tools read, or hand to the engine. */
export interface Variable {
  readonly name: string;
  readonly what: string;
}

/** Those that a person or a workflow sets. What only a rehearsal sets is not among them. */
export const VARIABLES: readonly Variable[] = [
  {
    name: "AWS_PROFILE",
    what: "Profile of ~/.aws/config whose credentials are used; any other way of the AWS tools works too",
  },
  {
    name: "AWS_ACCESS_KEY_ID",
    what: "Access key, with AWS_SECRET_ACCESS_KEY and, for temporary ones, AWS_SESSION_TOKEN",
  },
  { name: "AWS_SECRET_ACCESS_KEY", what: "See AWS_ACCESS_KEY_ID" },
  { name: "AWS_SESSION_TOKEN", what: "See AWS_ACCESS_KEY_ID" },
  { name: "AWS_REGION", what: "Region where no environment says one; an environment's own `aws.region` is stronger" },
  { name: "AWS_MAX_ATTEMPTS", what: "Tries of one request to AWS. Default: 25" },
  { name: "CLOUDFLARE_API_TOKEN", what: "Token for `dns.provider: cloudflare` and for `edge.router`" },
  {
    name: "PULUMI_BACKEND_URL",
    what: "Where the state lives: s3://bucket, file:///folder?metadata=skip, or Pulumi Cloud. Default: where `pulumi login` signed in",
  },
  { name: "PULUMI_ACCESS_TOKEN", what: "Token for Pulumi Cloud, where the state lives there" },
  { name: "PULUMI_CONFIG_PASSPHRASE", what: "Passphrase of the stacks' secrets, where no key of KMS encrypts them" },
  {
    name: "PULUMI_CONFIG_PASSPHRASE_FILE",
    what: "A file that holds it: better than the variable, which every child process sees",
  },
  { name: "PULUMI_HOME", what: "Where Pulumi keeps plugins and who is signed in. Default: ~/.pulumi" },
  {
    name: "STRATA__<path>",
    what: "A setting, with two underscores for each dot: STRATA__data__redis__nodeType=cache.t4g.small",
  },
  { name: "STRATA_LOCK_TABLE", what: "DynamoDB table of the environments' locks, for a state in S3" },
  { name: "NX_BASE", what: "Commit that nx affected compares with; `strata base <environment>` prints the right one" },
  { name: "NO_COLOR", what: "Any text: no colours" },
];
