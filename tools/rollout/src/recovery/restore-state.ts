import type { StateStore } from "@strata/engine";
import { stackKey } from "@strata/engine/state";
import { type LayerName, StrataError } from "@strata/shared-config";
import { type StateCopy, stateCopies } from "./state-copies.ts";
import { readUnsettled, writeUnsettled } from "./unsettled.ts";

/**
 * Puts a copy in the place of a stack's state; what was there is kept aside first. Gives where.
 *
 * @param key of a copy; undefined for the newest good one
 * @throws StrataError STATE_DAMAGED where there is no such good copy; STATE_UNWRITABLE, DISK_FULL
 */
export async function restoreState(
  store: StateStore,
  layer: LayerName,
  environment: string,
  key: string | undefined,
  now: Date,
): Promise<{ readonly copy: StateCopy; readonly aside: string | undefined }> {
  const good = (await stateCopies(store, layer, environment)).filter((copy) => copy.good);
  const copy = key === undefined ? good[0] : good.find((one) => one.key === key);
  const text = copy === undefined ? undefined : await store.read(copy.key);
  if (copy === undefined || text === undefined) {
    throw new StrataError("STATE_DAMAGED", `there is no good copy${key === undefined ? "" : ` ${key}`} of that state`, {
      hint: `strata state restore ${environment} ${layer} --list`,
      fault: "user",
    });
  }
  const current = await store.read(stackKey(layer, environment));
  const stamp = now.toISOString().replaceAll(/[:.]/g, "-");
  const aside = current === undefined ? undefined : `.strata/aside/${layer}/${environment}/${stamp}.json`;
  if (aside !== undefined && current !== undefined) await store.write(aside, current);
  await store.write(stackKey(layer, environment), text);
  // What was made after the copy is in the account alone: the next run looks for it.
  const note = await readUnsettled(store, layer, environment);
  await writeUnsettled(store, layer, environment, { since: now.toISOString(), creates: note?.creates ?? [] });
  return { copy, aside };
}
