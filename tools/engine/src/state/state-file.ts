import { join } from "node:path";

/** Where a `file://` backend keeps a stack's state. */
export function stateFile(folder: string, layer: string, environment: string): string {
  return join(folder, ".pulumi", "stacks", layer, `${environment}.json`);
}
