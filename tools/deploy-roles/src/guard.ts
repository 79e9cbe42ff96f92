import type { LayerUses } from "./layer-types.ts";
import type { ActionModel } from "./model.ts";
import type { Place } from "./place.ts";
import { allow, type Statement } from "./statement.ts";

/** GitHub's identity provider in an account. */
export function providerArn(account: string): string {
  return `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`;
}

/**
 * What a layer may do with roles besides making them: hand them to the services that its types need them for, attach those
 * of AWS's policies that its program names, and let AWS make its service-linked roles.
 */
export function roleUses({ types, policies }: LayerUses, model: ActionModel, place: Place): readonly Statement[] {
  const rows = types.flatMap((type) => model.components[type] ?? [type]).flatMap((type) => model.types[type] ?? []);
  const roles = place.roles.map((role) => `arn:aws:iam::${place.account}:role/${role}`);
  const passes = [...new Set(rows.flatMap(({ passes: service }) => service ?? []))].sort();
  const linked = [...new Set(rows.flatMap(({ linked: service }) => service ?? []))].sort();
  return [
    ...(passes.length === 0 ? [] : allow(["iam:PassRole"], roles, { StringEquals: { "iam:PassedToService": passes } })),
    ...(linked.length === 0
      ? []
      : allow(["iam:CreateServiceLinkedRole"], [`arn:aws:iam::${place.account}:role/aws-service-role/*`], {
          StringEquals: { "iam:AWSServiceName": linked },
        })),
    ...(policies.length === 0
      ? []
      : [
          {
            Effect: "Deny" as const,
            Action: "iam:AttachRolePolicy",
            Resource: "*",
            Condition: { ArnNotLike: { "iam:PolicyARN": policies } },
          },
        ]),
  ];
}

/** A role that could change a deploy role, or who may take it, could do anything. No layer has to. */
export function guard(deployRoles: string, account: string): Statement {
  return {
    Effect: "Deny",
    Action: "iam:*",
    Resource: [
      providerArn(account),
      `arn:aws:iam::${account}:policy/${deployRoles}`,
      `arn:aws:iam::${account}:role/${deployRoles}`,
    ],
  };
}
