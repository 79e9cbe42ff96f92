import { MADE_AT, pick, uuid } from "../facts/hash.ts";
import { isList, properties, text } from "../wire/values.ts";
import { arnOf, nameOf } from "./ids.ts";
import { type Draft, input, type ResourceRules } from "./rule.ts";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const SMALL = "abcdefghijklmnopqrstuvwxyz0123456789";

/** Users and how they sign in. Forms of ids: Amazon Cognito API references (user pools, federated identities), patterns of the members. */
export const cognito: ResourceRules = {
  "aws:cognito/userPool:UserPool": {
    id: (draft) => `${draft.place.region}_${pick(LETTERS, 9, draft.hex(32))}`,
    arn: arnOf("cognito-idp", "userpool/"),
    outputs: (made) => ({
      name: nameOf(made),
      endpoint: `cognito-idp.${made.place.region}.amazonaws.com/${made.id}`,
      creationDate: MADE_AT,
      lastModifiedDate: MADE_AT,
      customDomain: "",
      domain: "",
      estimatedNumberOfUsers: 0,
      mfaConfiguration: "OFF",
      deletionProtection: "INACTIVE",
      userPoolTier: "ESSENTIALS",
      emailVerificationMessage: "",
      emailVerificationSubject: "",
      smsVerificationMessage: "",
    }),
    replaces: ["aliasAttributes", "usernameAttributes", "usernameConfiguration"],
    updates: ["name"],
    sets: ["aliasAttributes", "autoVerifiedAttributes", "usernameAttributes", "schemas"],
  },
  "aws:cognito/userPoolClient:UserPoolClient": {
    id: (draft) => pick(SMALL, 26, draft.hex(32)),
    outputs: (made) => ({
      name: nameOf(made),
      clientSecret: made.inputs.generateSecret === true ? pick(SMALL, 52, made.id, "secret") : "",
      accessTokenValidity: 60,
      idTokenValidity: 60,
      refreshTokenValidity: 30,
      authSessionValidity: 3,
      enableTokenRevocation: true,
      preventUserExistenceErrors: "LEGACY",
      defaultRedirectUri: "",
    }),
    replaces: ["userPoolId", "generateSecret"],
    updates: ["name"],
    sets: ["allowedOauthFlows", "allowedOauthScopes", "callbackUrls", "logoutUrls", "explicitAuthFlows"],
  },
  "aws:cognito/userPoolDomain:UserPoolDomain": {
    id: (draft) => input(draft, "domain"),
    unique: true,
    outputs: (made) => ({
      awsAccountId: made.place.account,
      cloudfrontDistribution: `d${made.hex(13, "edge")}.cloudfront.net`,
      cloudfrontDistributionArn: `d${made.hex(13, "edge")}.cloudfront.net`,
      // The one zone of all distributions (Amazon Route 53 API Reference, AliasTarget).
      cloudfrontDistributionZoneId: "Z2FDTNDATAQYW2",
      s3Bucket: `aws-cognito-prod-${made.place.region}-assets`,
      version: "20260101000000",
      managedLoginVersion: 1,
    }),
    replaces: ["domain", "userPoolId"],
  },
  "aws:cognito/resourceServer:ResourceServer": {
    id: (draft) => `${input(draft, "userPoolId")}|${input(draft, "identifier")}`,
    outputs: (made) => ({
      scopeIdentifiers: (isList(made.inputs.scopes) ? made.inputs.scopes : []).map(
        (scope) => `${input(made, "identifier")}/${text(properties(scope).scopeName) ?? ""}`,
      ),
    }),
    replaces: ["identifier", "userPoolId"],
    updates: ["name"],
    sets: ["scopes"],
  },
  "aws:cognito/identityProvider:IdentityProvider": {
    id: (draft) => `${input(draft, "userPoolId")}:${input(draft, "providerName")}`,
    replaces: ["userPoolId", "providerName", "providerType"],
  },
  "aws:cognito/userGroup:UserGroup": {
    id: (draft) => `${input(draft, "userPoolId")}/${nameOf(draft)}`,
    unique: true,
    outputs: (made) => ({ name: nameOf(made) }),
    replaces: ["userPoolId", "name"],
  },
  "aws:cognito/user:User": {
    id: (draft) => `${input(draft, "userPoolId")}/${input(draft, "username")}`,
    unique: true,
    outputs: (made) => ({
      sub: uuid(made.hex(32, "sub")),
      status: "FORCE_CHANGE_PASSWORD",
      enabled: true,
      creationDate: MADE_AT,
      lastModifiedDate: MADE_AT,
      preferredMfaSetting: "",
      mfaSettingLists: [],
    }),
    replaces: ["userPoolId", "username"],
  },
  "aws:cognito/userInGroup:UserInGroup": {
    id: (draft) => [input(draft, "groupName"), input(draft, "username"), input(draft, "userPoolId")].join("-"),
    replaces: ["*"],
  },
  "aws:cognito/identityPool:IdentityPool": {
    id: (draft: Draft) => `${draft.place.region}:${uuid(draft.hex(32))}`,
    arn: arnOf("cognito-identity", "identitypool/"),
    replaces: ["developerProviderName"],
    updates: ["identityPoolName"],
    sets: ["cognitoIdentityProviders", "openidConnectProviderArns", "samlProviderArns"],
  },
  "aws:cognito/identityPoolRoleAttachment:IdentityPoolRoleAttachment": {
    id: (draft) => input(draft, "identityPoolId"),
    replaces: ["identityPoolId"],
  },
};
