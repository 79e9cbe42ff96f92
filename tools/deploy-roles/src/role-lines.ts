import type { RoleAction } from "./plan-deploy-roles.ts";

/** An action as a person reads it. */
export interface RoleLine {
  readonly action: "create" | "change" | "remove";
  /** Such as `IAM role threa-deploy-network`. */
  readonly what: string;
  readonly detail?: string;
}

/** A plan's action in words. */
export function roleLine(action: RoleAction): RoleLine {
  switch (action.kind) {
    case "create-provider":
      return { action: "create", what: "IAM identity provider of GitHub" };
    case "add-audience":
      return { action: "change", what: "IAM identity provider of GitHub", detail: "also for sts.amazonaws.com" };
    case "create-role":
      return { action: "create", what: `IAM role ${action.role.name}`, detail: action.role.description };
    case "change-trust":
      return { action: "change", what: `IAM role ${action.role.name}`, detail: "who may take it" };
    case "tag-role":
      return { action: "change", what: `IAM role ${action.role.name}`, detail: "tags" };
    case "create-policy":
      return { action: "create", what: `IAM policy ${action.policy}` };
    case "change-policy":
      return { action: "change", what: `IAM policy ${action.policy}` };
    case "remove-policy":
      return { action: "remove", what: `IAM policy ${action.policy}`, detail: `from ${action.role}` };
    case "remove-role":
      return { action: "remove", what: `IAM role ${action.role.name}` };
  }
}
