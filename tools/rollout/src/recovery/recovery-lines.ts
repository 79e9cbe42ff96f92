import { parseUrn } from "@strata/shared-config";
import { importRule } from "./import-rules.ts";
import type { LostCreate } from "./lost-create.ts";
import type { Recovered } from "./recover.ts";

/** What a recovery did, in lines for a reader; none where there was nothing to do. */
export function recoveryLines(recovered: Recovered | undefined): readonly string[] {
  if (recovered === undefined) return [];
  const { adopted, absent, reread, unfindable } = recovered;
  return [
    ...(adopted.length === 0 ? [] : [`taken over from the run before: ${adopted.map(nameOf).join(", ")}`]),
    ...(absent.length === 0 ? [] : [`begun by the run before and not there: ${absent.map(nameOf).join(", ")}`]),
    ...(reread.length === 0
      ? []
      : [`read anew, since the run before was interrupted: ${reread.map(nameOf).join(", ")}`]),
    ...unfindable.map(byHand),
  ];
}

function nameOf(urn: string): string {
  return parseUrn(urn).name;
}

function byHand({ urn, type }: LostCreate): string {
  const { environment, layer, name } = parseUrn(urn);
  const find = importRule(type)?.byHand ?? "find its id in the console";
  return `${name} may be there: ${find}, then: cd stacks/${layer} && pulumi import ${type} ${name} <id> -s ${environment}`;
}
