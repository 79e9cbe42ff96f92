/** What an ARN says: `arn:<partition>:<service>:<region>:<account>:<resource>`. Source: IAM User Guide, "ARN format". */
export interface Arn {
  readonly text: string;
  readonly service: string;
  readonly account: string;
  /** All after the account, `vpc/vpc-0a1b` or `log-group:/aws/x`. */
  readonly resource: string;
}

/** The parts of an ARN; a text that is none has empty ones. */
export function parseArn(text: string): Arn {
  const [, , service = "", , account = "", ...resource] = text.split(":");
  return { text, service, account, resource: resource.join(":") };
}
