import { StrataError, valueAt } from "@strata/shared-config";
import { parseDocument } from "yaml";
import type { LayerProblem } from "./layer-graph.ts";

/**
 * Checks a layer's Pulumi.yaml as far as a rollout depends on it: readable YAML whose project name is the folder's
 * name, since a stack is found as `organization/<layer>/<environment>`. Gives the problem, or nothing.
 */
export function checkManifest(layer: string, file: string, text: string): LayerProblem | undefined {
  const document = parseDocument(text);
  const broken = document.errors[0];
  if (broken !== undefined) {
    const line = broken.linePos?.[0].line;
    const summary = broken.message.split("\n")[0] ?? broken.message;
    return problem(layer, file, `${file} is not valid YAML: ${summary}`, `mend ${file}${line ? `, line ${line}` : ""}`);
  }
  const name = valueAt(document.toJS(), ["name"]);
  if (name === layer) return undefined;
  const found = name === undefined ? "no name" : `the name ${JSON.stringify(name)}`;
  return problem(layer, file, `${file} has ${found}, and must have its folder's: ${layer}`, `write name: ${layer}`);
}

function problem(layer: string, file: string, message: string, hint: string): LayerProblem {
  return { layer, file, error: new StrataError("LAYER_FILE_INVALID", message, { hint, fault: "user" }) };
}
