/*
 * Whether somebody outside may read or write a bucket. State has the names of all that runs and, encrypted, its secrets; a
 * bucket that was opened on purpose serves something else, so it is refused and not closed.
 */

/** A statement of a bucket's policy, as far as it is read here. */
export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect?: string;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

/** A bucket's policy, as far as it is read here. */
export interface BucketPolicy {
  readonly Version?: string;
  readonly Statement: readonly PolicyStatement[];
}

/** What of a bucket decides who gets in. */
export interface BucketAccess {
  readonly policy: BucketPolicy | undefined;
  /** Whether AWS itself calls the policy public. */
  readonly isPublic: boolean;
  /** URIs of the groups to which the access list grants something. */
  readonly groups: readonly string[];
  /** The public access block: what it keeps in check. */
  readonly policyHeld: boolean;
  readonly groupsHeld: boolean;
}

/** Groups of everybody. Source: Amazon S3 User Guide, "Access control list overview", "Amazon S3 predefined groups". */
const EVERYBODY = /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/;

/** What opens a bucket to everybody, each as a part of a sentence; empty where nothing does. */
export function openings({ policy, isPublic, groups, policyHeld, groupsHeld }: BucketAccess): readonly string[] {
  const statements = policyHeld ? [] : (policy?.Statement ?? []).filter(letsEverybodyIn);
  const named = statements.map(({ Sid }, index) => `its policy lets everybody in (${Sid ?? `statement ${index + 1}`})`);
  const byAws = isPublic && !policyHeld && named.length === 0 ? ["AWS calls its policy public"] : [];
  const granted = groupsHeld ? [] : groups.filter((group) => EVERYBODY.test(group));
  return [...named, ...byAws, ...granted.map((group) => `its access list has the group ${group.split("/").at(-1)}`)];
}

function letsEverybodyIn({ Effect, Principal, Condition }: PolicyStatement): boolean {
  return Effect === "Allow" && Condition === undefined && isEverybody(Principal);
}

function isEverybody(principal: unknown): boolean {
  if (principal === "*") return true;
  if (Array.isArray(principal)) return principal.some(isEverybody);
  return typeof principal === "object" && principal !== null && "AWS" in principal && isEverybody(principal.AWS);
}
