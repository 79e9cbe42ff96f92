import { type Environment, LAYERS, type LayerName, physicalName, StrataError } from "@strata/shared-config";
import { guard, roleUses } from "./guard.ts";
import type { LayerUses } from "./layer-types.ts";
import type { ActionModel } from "./model.ts";
import { actionsOf, ownThings } from "./own-things.ts";
import { packPolicies } from "./pack.ts";
import { placeOf } from "./place.ts";
import { type Neighbours, type StateBackend, stateAccess } from "./state-access.ts";
import type { PolicyDocument } from "./statement.ts";
import { githubTrust } from "./trust.ts";

/** Characters of a role's name. Source: IAM User Guide, "IAM and AWS STS quotas". */
const ROLE_NAME_LIMIT = 64;

/** What the roles of an environment follow from. */
export interface RolesInput {
  readonly environment: Environment;
  /** Twelve digits. */
  readonly account: string;
  readonly uses: Readonly<Record<LayerName, LayerUses>>;
  readonly neighbours: Readonly<Record<LayerName, Neighbours>>;
  /** Undefined for state that is not in S3: then the roles have no access to it. */
  readonly state: StateBackend | undefined;
  readonly model: ActionModel;
}

/** A role as it has to be. */
export interface DeployRole {
  readonly layer: LayerName;
  readonly name: string;
  readonly description: string;
  readonly trust: object;
  readonly tags: Readonly<Record<string, string>>;
  /** By name. */
  readonly policies: Readonly<Record<string, PolicyDocument>>;
}

/**
 * The deploy roles of an environment, one for each layer: pure data.
 *
 * @throws StrataError TYPE_UNKNOWN for a type or look-up of a program that the model has no row for, CI_MISSING where the
 * environment says of no repository, POLICY_TOO_LARGE
 */
export function deployRoles(input: RolesInput): readonly DeployRole[] {
  return LAYERS.map((layer) => deployRole(input, layer));
}

/** Names of deploy roles and of their policies: a pattern, for all environments of the same base. */
export function deployRolePattern({ naming }: Pick<Environment, "naming">): string {
  return `${naming.base}-deploy-*`;
}

function deployRole(
  { environment, account, uses, neighbours, state, model }: RolesInput,
  layer: LayerName,
): DeployRole {
  const { ci, naming } = environment;
  if (ci.github === undefined) {
    throw new StrataError("CI_MISSING", `${environment.name} does not say which repository deploys it`, {
      hint: `add ci.github.repository, and ci.github.environment or ci.github.branch, to environments/${environment.name}.yaml`,
      fault: "user",
    });
  }
  checkKnown(uses[layer], layer, model);
  const place = placeOf(environment, layer, account);
  const policies = packPolicies([
    guard(deployRolePattern(environment), account),
    ...(state === undefined ? [] : stateAccess(state, environment.name, layer, neighbours[layer])),
    ...roleUses(uses[layer], model, place),
    ...ownThings(actionsOf(uses[layer], model), model, place),
  ]);
  const name = physicalName(`${naming.base}-deploy-${layer}${naming.suffix}`, ROLE_NAME_LIMIT);
  return {
    layer,
    name,
    description: `Deploys ${layer} of ${environment.name} and nothing else`,
    trust: githubTrust(account, ci.github),
    tags: { "strata:environment": environment.name, "strata:deploys": layer },
    policies: Object.fromEntries(policies.map((policy, index) => [`${name}-${index + 1}`, policy])),
  };
}

/** A type without a row would be a deploy that is refused in the middle. */
function checkKnown({ types, functions }: LayerUses, layer: LayerName, model: ActionModel): void {
  const unknown = [
    ...types.filter((type) => model.components[type] === undefined && model.types[type] === undefined),
    ...functions.filter((name) => model.functions[name] === undefined),
  ];
  if (unknown.length === 0) return;
  throw new StrataError(
    "TYPE_UNKNOWN",
    `stacks/${layer} uses ${unknown.join(", ")}, of which no permissions are known`,
    {
      hint: "add a row to tools/deploy-roles/models/types.yaml, then: node tools/deploy-roles/models/make.ts",
      fault: "strata",
    },
  );
}
