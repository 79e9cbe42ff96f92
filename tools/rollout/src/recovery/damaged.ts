import type { StateStore } from "@strata/engine";
import { parseState, type StoredState, stackKey } from "@strata/engine/state";
import { StrataError } from "@strata/shared-config";

/** Reads the text of a stack's state. Throws STATE_DAMAGED, naming that stack and the way to a good copy. */
export function readable(text: string, store: StateStore, layer: string, environment: string): StoredState {
  try {
    return parseState(text);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    const where = `${store.place}/${stackKey(layer, environment)}`;
    throw new StrataError("STATE_DAMAGED", `the state of ${layer} of ${environment} is damaged: ${where}`, {
      hint: `strata state restore ${environment} ${layer}`,
      fault: "environment",
      cause,
    });
  }
}
