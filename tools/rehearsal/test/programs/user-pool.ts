// Sign-in for an app, and what signed-in people may do in AWS.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const pool = new aws.cognito.UserPool("people", {
  usernameAttributes: ["email"],
  autoVerifiedAttributes: ["email"],
  passwordPolicy: {
    minimumLength: 12,
    requireLowercase: true,
    requireNumbers: true,
    requireSymbols: false,
    requireUppercase: true,
  },
  mfaConfiguration: "OPTIONAL",
  softwareTokenMfaConfiguration: { enabled: true },
  accountRecoverySetting: { recoveryMechanisms: [{ name: "verified_email", priority: 1 }] },
  schemas: [
    {
      name: "tenant",
      attributeDataType: "String",
      mutable: true,
      stringAttributeConstraints: { maxLength: "64", minLength: "1" },
    },
  ],
});
const domain = new aws.cognito.UserPoolDomain("people", { domain: "shop-sign-in", userPoolId: pool.id });
const server = new aws.cognito.ResourceServer("api", {
  identifier: "https://api.example.com",
  name: "api",
  userPoolId: pool.id,
  scopes: [{ scopeName: "read", scopeDescription: "Read" }],
});
const web = new aws.cognito.UserPoolClient("web", {
  userPoolId: pool.id,
  generateSecret: true,
  allowedOauthFlows: ["code"],
  allowedOauthFlowsUserPoolClient: true,
  allowedOauthScopes: ["openid", "email", pulumi.interpolate`${server.identifier}/read`],
  supportedIdentityProviders: ["COGNITO"],
  callbackUrls: ["https://shop.example.com/signed-in"],
  logoutUrls: ["https://shop.example.com/"],
  explicitAuthFlows: ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
});

const identities = new aws.cognito.IdentityPool("people", {
  identityPoolName: "people",
  allowUnauthenticatedIdentities: false,
  cognitoIdentityProviders: [{ clientId: web.id, providerName: pool.endpoint, serverSideTokenCheck: true }],
});
const signedIn = new aws.iam.Role("signed-in", {
  assumeRolePolicy: identities.id.apply((id) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Federated: "cognito-identity.amazonaws.com" },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: {
            StringEquals: { "cognito-identity.amazonaws.com:aud": id },
            "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" },
          },
        },
      ],
    }),
  ),
});
const roles = new aws.cognito.IdentityPoolRoleAttachment("people", {
  identityPoolId: identities.id,
  roles: { authenticated: signedIn.arn },
});

const groups = ["admins", "buyers"].map(
  (name, precedence) =>
    new aws.cognito.UserGroup(name, { name, userPoolId: pool.id, precedence, roleArn: signedIn.arn }),
);
const first = new aws.cognito.User("first", {
  userPoolId: pool.id,
  username: "first@example.com",
  attributes: { email: "first@example.com", email_verified: "true" },
});
new aws.cognito.UserInGroup("first", {
  userPoolId: pool.id,
  groupName: groups[0]?.name ?? "admins",
  username: first.username,
});

const api = new aws.apigatewayv2.Api("shop", { protocolType: "HTTP" });
const authorizer = new aws.apigatewayv2.Authorizer("people", {
  apiId: api.id,
  authorizerType: "JWT",
  identitySources: ["$request.header.Authorization"],
  jwtConfiguration: { audiences: [web.id], issuer: pulumi.interpolate`https://${pool.endpoint}` },
});

export const poolId = pool.id;
export const poolArn = pool.arn;
export const poolEndpoint = pool.endpoint;
export const clientId = web.id;
export const clientSecret = web.clientSecret;
export const signIn = pulumi.interpolate`https://${domain.domain}.auth.${aws.getRegionOutput().region}.amazoncognito.com/login`;
export const domainTarget = domain.cloudfrontDistribution;
export const identityPool = identities.id;
export const identityArn = identities.arn;
export const roleAttachment = roles.id;
export const scope = server.scopeIdentifiers;
export const sub = first.sub;
export const authorizerId = authorizer.id;
