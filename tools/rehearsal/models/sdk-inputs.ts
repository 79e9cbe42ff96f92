import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** Says whether the SDK's declarations ask for a property of a nested input: `ecs.ServiceLoadBalancer`, `containerPort`. */
export type RequiredInput = (typeName: string, property: string) => boolean;

/** Reads types/input.d.ts of @pulumi/aws, line by line: outputs differ from inputs in what may be left out. */
export function readRequiredInputs(): RequiredInput {
  const file = createRequire(import.meta.url).resolve("@pulumi/aws/types/input.d.ts");
  const required = new Set<string>();
  let namespace = "";
  let name = "";
  for (const line of readFileSync(file, "utf8").split("\n")) {
    const opened = /^export declare namespace (\w+) \{|^(\s*)(?:export )?interface (\w+) \{/.exec(line);
    if (opened?.[1] !== undefined) namespace = `${opened[1]}.`;
    else if (opened) name = `${opened[2] === "" ? "" : namespace}${opened[3]}`;
    const property = /^\s+(\w+): pulumi\.Input</.exec(line)?.[1];
    if (property !== undefined) required.add(`${name} ${property}`);
  }
  return (typeName, property) => required.has(`${typeName} ${property}`);
}
