import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { LAYERS, type LayerName } from "@strata/shared-config";
import { ROOT } from "./roles.ts";

/** A resource of a layer's golden list. */
export interface GoldenResource {
  readonly environment: string;
  readonly layer: LayerName;
  readonly type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** What the layers have registered in every environment and scenario. */
export function goldenResources(): readonly GoldenResource[] {
  return LAYERS.flatMap((layer) => {
    const folder = join(ROOT, "stacks", layer, "test", "golden");
    return globSync("*.txt", { cwd: folder }).flatMap((file) => {
      const blocks = readFileSync(join(folder, file), "utf8").split(/\n(?=\S)/);
      return blocks.flatMap((block) => {
        const [head = "", ...lines] = block.split("\n");
        const type = head.split(" ")[0] ?? "";
        return type === "" ? [] : [{ environment: basename(file, ".txt"), layer, type, inputs: inputsOf(lines) }];
      });
    });
  });
}

function inputsOf(lines: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, name, value] = /^ {2}(\w+): ("[^"]*")$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, JSON.parse(value)]];
    }),
  );
}
