import { providerArn } from "./guard.ts";

/** Whose workflows may take the roles. */
export interface GithubTrust {
  /** `owner/name`. */
  readonly repository: string;
  /** A GitHub environment; either this or a branch. */
  readonly environment?: string | undefined;
  readonly branch?: string | undefined;
}

/** Where GitHub's tokens come from. */
export const GITHUB_ISSUER = "token.actions.githubusercontent.com";

/** What the tokens are for. Source: aws-actions/configure-aws-credentials, README, "OIDC audience". */
export const GITHUB_AUDIENCE = "sts.amazonaws.com";

/**
 * Who may take a deploy role: a workflow of one repository, in one GitHub environment or on one branch.
 * Source: GitHub Docs, "OpenID Connect reference", example subject claims.
 */
export function githubTrust(account: string, { repository, environment, branch }: GithubTrust) {
  const which = environment === undefined ? `ref:refs/heads/${branch}` : `environment:${environment}`;
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Federated: providerArn(account) },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: {
            [`${GITHUB_ISSUER}:aud`]: GITHUB_AUDIENCE,
            [`${GITHUB_ISSUER}:sub`]: `repo:${repository}:${which}`,
          },
        },
      },
    ],
  } as const;
}
