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

function candidates(value: string): readonly string[] {
  const oneLine = `"${value.replaceAll("\n", "\\n").replaceAll("\r", "\\r")}"`;
  const quoted = [`'${value}'`, `\`${value}\``];
  const several = /[\r\n]/.test(value);
  return [...(PLAIN.test(value) ? [value] : []), ...(several ? [oneLine, ...quoted] : [...quoted, oneLine]), value];
}

function readsBack(written: string, value: string): boolean {
  return NEIGHBOURS.every((neighbour) => parse(`K=${written}${neighbour}\n`).K === value);
}
