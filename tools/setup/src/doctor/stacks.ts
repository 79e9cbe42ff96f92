import type { Examiner, Finding } from "./finding.ts";

/** Stacks that are missing or did not end well, locks that nobody ends, states that are damaged, and leftovers. */
export const stacksExaminer: Examiner = {
  area: "stacks",
  ofEnvironment: true,
  examine: async ({ root, environment = "" }) => {
    const { backendUrl } = await import("@strata/engine");
    const { readStatus, runsFolder } = await import("@strata/rollout");
    // That no backend is chosen is a finding of its own.
    if (backendUrl(root) === undefined) return [];
    const { layers } = await readStatus(root, environment, runsFolder(root));
    const missing = layers.filter(({ state }) => state === "never deployed").map(({ layer }) => layer);
    const troubles = layers.flatMap(({ layer, state, reason, next }): Omit<Finding, "area">[] =>
      next === null || state === "unfinished" || state === "damaged"
        ? []
        : [{ level: "warning", message: `${layer} is ${state}: ${reason ?? "no reason is known"}`, hint: next }],
    );
    if (missing.length === 0) return troubles;
    const hint =
      missing.length === layers.length
        ? `nx run-many -t deploy -c ${environment}`
        : `nx run-many -t deploy -p ${missing.join(",")} -c ${environment}`;
    return [...troubles, { level: "note", message: `not deployed yet: ${missing.join(", ")}`, hint }];
  },
};

const LEVELS = { damaged: "error", leftover: "warning", unsettled: "warning" } as const;

/** What is wrong with the states themselves, and what lies around beside them. */
export const stateExaminer: Examiner = {
  area: "state",
  ofEnvironment: true,
  examine: async ({ root, environment = "" }) => {
    const { openStore } = await import("@strata/engine");
    const { examineState } = await import("@strata/rollout");
    const store = openStore(root);
    if (store === undefined) return [];
    return (await examineState(store, environment)).map(({ kind, message, hint }) => ({
      level: LEVELS[kind],
      message,
      hint,
    }));
  },
};

/** Locks of runs that are gone: the next run takes over by itself, so there is nothing to mend. */
export const lockExaminer: Examiner = {
  area: "lock",
  ofEnvironment: true,
  examine: async ({ root, environment = "" }) => {
    const { openStore } = await import("@strata/engine");
    const { holderText, readLocks } = await import("@strata/rollout");
    if (openStore(root) === undefined) return [];
    const { lease } = await readLocks(root, environment);
    if (lease === null) return [];
    const message = `${environment} is held: ${holderText(lease)}`;
    const hint =
      lease.sight === "alive" ? `strata attach ${environment}` : `strata lock status ${environment}   (who it is)`;
    return [{ level: lease.sight === "gone" ? "note" : "warning", message, hint }];
  },
};
