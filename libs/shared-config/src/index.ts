export { clientIn } from "./aws-client.ts";
export { poolOf } from "./checks/capacity.ts";
export { CONTRACTS, type Contract } from "./contracts/index.ts";
export { contractsJsonSchema } from "./contracts/json-schema.ts";
export { describeError, type ErrorCode, type ErrorDetails, type Fault, optionInvalid, StrataError } from "./errors.ts";
export { SECRET_PATTERNS, type SecretPath, shapeOf } from "./layer/secret-paths.ts";
export { misfit } from "./layer/secret-shape.ts";
export { LAYERS, type LayerName } from "./layers.ts";
export { type Scheme, servingSchemes } from "./listeners.ts";
export { listEnvironments, listProducts } from "./load/catalogue.ts";
export {
  type Explanation,
  explain,
  loadEnvironment,
  loadEnvironmentText,
  type Overrides,
  settingProblems,
} from "./load/load.ts";
export { engineBackendUrl, openEnvironment, passphraseFile } from "./load/open-environment.ts";
export { type ProductTerms, productTerms } from "./load/product-terms.ts";
export { asList, asTree, isTree, mergeTrees, type Tree, treeOf, valueAt } from "./load/tree.ts";
export { localBackendFolder } from "./local-backend.ts";
export { holds, MASK, masked, SecretValue, UNKNOWN } from "./markers.ts";
export { logicalName, physicalName, withoutRootDot } from "./names.ts";
export { didYouMean, nearest } from "./nearest.ts";
export { deployedServices, isAbsent } from "./needs/deployed-services.ts";
export { type EnvironmentFile, environmentText } from "./needs/environment-text.ts";
export { type NeededSecret, neededSecrets, secretProblem } from "./needs/needed-secrets.ts";
export { runsInPrivateSubnets } from "./placement.ts";
export { checkRehearsal, hasStandIn, NOWHERE, type RolloutVariables } from "./rehearsal-safety.ts";
export type { Environment, Service } from "./resolve.ts";
export { type InternalAddress, internalAddress } from "./resolve-services.ts";
export { findRoot } from "./root.ts";
export {
  type Application,
  type ApplicationGroup,
  type ApplicationKey,
  type CredentialTestName,
  DISABLED,
  isSecretKey,
} from "./schema/application.ts";
export { TIERS } from "./schema/environment.ts";
export { environmentJsonSchema, productJsonSchema, type SettingShape, settingShape } from "./schema/introspect.ts";
export type { ImportRow, ImportRows, ImportRule } from "./schema/product.ts";
export { SEVERITIES } from "./schema/threshold.ts";
export { secretName } from "./secret-name.ts";
export { systemCode } from "./system-code.ts";
export { parseUrn, typeAndName, type UrnParts } from "./urn.ts";
export { urnOfTag, urnTag } from "./urn-tag.ts";
