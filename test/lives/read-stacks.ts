import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { LAYERS, type LayerName } from "@strata/shared-config";
import type { Registered } from "./story.ts";

/** Marks a secret in a state file. Source: github.com/pulumi/pulumi, sdk/go/common/resource, SigKey. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";

/**
 * Every resource of every stack of an environment, from the state files of a local backend, without providers and what is
 * only read.
 */
export function readStacks(state: string, environment: string): Partial<Record<LayerName, Registered[]>> {
  return Object.fromEntries(
    LAYERS.flatMap((layer) => {
      const file = join(state, ".pulumi", "stacks", layer, `${environment}.json`);
      return existsSync(file) ? [[layer, readStack(layer, file)]] : [];
    }),
  );
}

function readStack(layer: LayerName, file: string): Registered[] {
  const state: State = JSON.parse(readFileSync(file, "utf8"), hideSecrets);
  return (state.checkpoint.latest?.resources ?? [])
    .filter(({ type, external }) => !type.startsWith("pulumi:") && external !== true)
    .map(({ urn, type, id = "", inputs = {}, outputs = {}, protect = false }) => ({
      layer,
      urn,
      type,
      id,
      inputs,
      outputs,
      protect,
      name: urn.split("::").at(-1) ?? "",
    }));
}

function hideSecrets(_key: string, value: unknown): unknown {
  return typeof value === "object" && value !== null && SIGNATURE in value ? "[secret]" : value;
}

interface State {
  readonly checkpoint: {
    readonly latest?: {
      readonly resources?: readonly {
        readonly urn: string;
        readonly type: string;
        readonly id?: string;
        readonly inputs?: Readonly<Record<string, unknown>>;
        readonly outputs?: Readonly<Record<string, unknown>>;
        readonly protect?: boolean;
        readonly external?: boolean;
      }[];
    };
  };
}
