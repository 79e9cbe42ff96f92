import type { SetupStep } from "../steps/step.ts";

/** The CLI of the pinned version, by the ways that tools/engine knows: Homebrew, the official release, a build with Go. */
export const engineStep: SetupStep = {
  id: "engine",
  title: "Pulumi CLI",
  prepare: async ({ root, host }) => {
    // Loaded here: it brings the Pulumi SDK with it.
    const { findEngine, installEngine, pinnedVersion } = await import("@strata/engine");
    const what = `Pulumi CLI ${await pinnedVersion(root)}`;
    const engine = await findEngine(root);
    const waiting = (message: string) => host.notify({ code: "waiting", data: { step: "engine", message } });
    const installHost = {
      step: waiting,
      failed: waiting,
      progress: (doing: string, done: number, total: number, unit: string) =>
        waiting(`${doing}: ${done} of ${total} ${unit}`),
    };
    return {
      changes: [engine === undefined ? { action: "create", what } : { action: "keep", what, detail: engine.command }],
      apply: async () => void (await installEngine(root, installHost)),
    };
  },
};
