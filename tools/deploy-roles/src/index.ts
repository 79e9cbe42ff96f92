export { readAccount } from "./account-roles.ts";
export { applyRoles } from "./apply-roles.ts";
export { readBackend } from "./backend-access.ts";
export type { DeployRole } from "./deploy-roles.ts";
export { planDeployRoles, type RolesPlan } from "./plan-deploy-roles.ts";
export { type RoleLine, roleLine } from "./role-lines.ts";
export { workspaceRoles } from "./workspace-roles.ts";
