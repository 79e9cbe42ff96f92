import { findPolicyPacks } from "@strata/engine";
import type { EngineDoor } from "../engine-door.ts";
import { readsUpstreams } from "../operations.ts";
import type { RolloutRequest } from "../request.ts";

/**
 * The same engine, each of whose previews and deploys is judged by these policy packs, whoever asks for it: no caller can
 * forget them.
 *
 * @param policies names of folders in `policies/`
 * @throws StrataError POLICY_PACK_MISSING or POLICY_PACK_INVALID
 */
export function judgedEngine(
  door: EngineDoor,
  policies: readonly string[],
  { root, operation }: RolloutRequest,
): EngineDoor {
  // Nothing else runs a program, so nothing else has resources to judge.
  if (policies.length === 0 || !readsUpstreams(operation)) return door;
  const packs = findPolicyPacks(root, policies);
  return { ...door, run: (run) => door.run({ ...run, policies: packs }) };
}
