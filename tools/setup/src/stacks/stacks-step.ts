import { backendUrl, hasStack, makeStack, requireEngine } from "@strata/engine";
import { LAYERS, StrataError, valueAt } from "@strata/shared-config";
import { treeOfText } from "@strata/shared-config/edit";
import { readEnvironmentFile } from "../environment/environment-file.ts";
import type { Change, PreparedStep, SetupContext, SetupStep } from "../steps/step.ts";

/** What stands in the way of a look only until an earlier step is done. */
const NOT_YET = ["ENGINE_MISSING", "ENGINE_VERSION", "STATE_UNREACHABLE"];

/** A stack for each layer: selected where it is there, and made only where it is missing. */
export const stacksStep: SetupStep = {
  id: "stacks",
  title: "stacks of the six layers",
  prepare: async (context) => {
    const { root, environment } = context;
    try {
      if (!isSignedIn(context)) return later(context);
      const engine = await requireEngine(root);
      const found = await Promise.all(LAYERS.map((layer) => hasStack(engine, { root, layer, environment })));
      const missing = LAYERS.filter((_, index) => !found[index]);
      const changes = LAYERS.map(
        (layer): Change => ({
          action: missing.includes(layer) ? "create" : "keep",
          what: `stack ${environment} of ${layer}`,
        }),
      );
      return {
        changes,
        apply: async () => {
          // One after the other: an engine holds 200 MB, and each is done in a second.
          for (const layer of missing) await makeStack(engine, { root, layer, environment }, secretsProvider(context));
        },
      };
    } catch (error) {
      if (error instanceof StrataError && NOT_YET.includes(error.code)) return later(context);
      throw error;
    }
  },
};

/** How the environment's stacks encrypt their secrets, as its file says: `passphrase`, or a key such as `awskms://alias/x`. */
function secretsProvider(place: Pick<SetupContext, "root" | "environment">): string | undefined {
  const provider = valueAt(treeOfText(readEnvironmentFile(place) ?? ""), ["state", "secretsProvider"]);
  return typeof provider === "string" ? provider : undefined;
}

/** Whether the engine uses the backend that was chosen. Before the sign-in it may still use another one, whose stacks say nothing. */
function isSignedIn({ root, answers }: Pick<SetupContext, "root" | "answers">): boolean {
  const url = backendUrl(root);
  switch (answers["state.backend"]) {
    case "s3":
      return url?.startsWith(`s3://${answers["state.bucket"]}`) === true;
    case "local":
      return url?.startsWith("file:") === true;
    default:
      return true;
  }
}

function later({ environment }: Pick<SetupContext, "environment">): PreparedStep {
  const changes = LAYERS.map((layer): Change => ({ action: "later", what: `stack ${environment} of ${layer}` }));
  const apply = () =>
    Promise.reject(
      new StrataError("STATE_UNREACHABLE", "the state backend that was chosen is not the one that the engine uses", {
        hint: "pulumi login <its URL>, or unset PULUMI_BACKEND_URL; then run it again",
        fault: "environment",
      }),
    );
  return { changes, apply };
}
