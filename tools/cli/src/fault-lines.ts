import type { FaultStory } from "@strata/rehearsal";
import { parseUrn, typeAndName } from "@strata/shared-config";

/** What became of each fault, as lines; none where nothing was to go wrong. */
export function faultLines(stories: readonly FaultStory[]): readonly string[] {
  if (stories.length === 0) return [];
  return ["", "faults", ...stories.flatMap(storyLines)];
}

function storyLines({ fault, strikes }: FaultStory): readonly string[] {
  if (strikes.length === 0) return [`  ${fault}`, "    never struck: no call was the one that it waits for"];
  return [
    `  ${fault}`,
    ...strikes.map(({ operation, urn, what, seconds }) => {
      const cost = seconds === undefined ? "" : ` (+${seconds} s)`;
      return `    ${operation} ${shortName(urn)}: ${what}${cost}`;
    }),
  ];
}

/** `<project> <type> <name>` of a URN; of a look-up, its function. */
function shortName(urn: string): string {
  if (!urn.startsWith("urn:")) return urn.split("::", 1)[0] ?? urn;
  return `${parseUrn(urn).layer} ${typeAndName(urn)}`;
}
