import { parse } from "dotenv";

/** What needs no quotes anywhere: no reader of such files, and no shell, takes any of it for more than a letter. */
const PLAIN = /^[\w.,:/@%+=~-]+$/;

/**
 * What may come after a line and be taken for a part of it. dotenv reads on behind a backslash and a quote up to the next
 * quote of that kind, over the ends of lines.
 */
const NEIGHBOURS = ["", "\nN='#'", '\nN="#"', "\nN=`#`", "\n# '\" `\nN=1"];

/**
 * A line of an environment file that dotenv reads back as the very same value. Single quotes come first, in which neither
 * a shell nor anything else expands what is inside; a value of several lines stands in one, its ends of lines written `\n`.
 *
 * @returns undefined for what the format cannot hold, such as all three kinds of quotes together with a `#`
 */
export function envLine(key: string, value: string): string | undefined {
  if (value === "") return undefined;
  const written = candidates(value).find((candidate) => readsBack(candidate, value));
  return written === undefined ? undefined : `${key}=${written}`;
}

/** Ways to write a value, the safest first: those that other readers of such files understand as well come before dotenv's own. */
function candidates(value: string): readonly string[] {
  const [single, backtick] = [`'${value}'`, `\`${value}\``];
  const double = `"${value.replaceAll("\n", "\\n").replaceAll("\r", "\\r")}"`;
  const formed = [
    ...(value.includes("'") ? [] : [single]),
    // In these a shell would expand what begins with a $.
    ...(/["$`\\]/.test(value) ? [] : [double]),
    ...(value.includes("`") ? [] : [backtick]),
    ...(value.includes('"') ? [] : [double]),
  ];
  const inOneLine = /[\r\n]/.test(value) && !value.includes('"') ? [double] : [];
  return [...(PLAIN.test(value) ? [value] : []), ...inOneLine, ...formed, single, double, backtick, value];
}

function readsBack(written: string, value: string): boolean {
  return NEIGHBOURS.every((neighbour) => parse(`K=${written}${neighbour}\n`).K === value);
}
