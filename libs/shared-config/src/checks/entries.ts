import type { Problem } from "../load/problems.ts";
import { didYouMean } from "../nearest.ts";
import type { Environment } from "../resolve.ts";

type Entry = Environment["data"]["secrets"]["entries"][string];

/** Terms that only one source of an entry has. */
const OWN_TERMS = [
  ["json", "config"],
  ["fetch", "config"],
  ["url", "url"],
] as const;

/** Whether each entry of the secret store says what its source needs, and nothing else. */
export function checkEntries({ data }: Environment): Problem[] {
  const { entries } = data.secrets;
  return Object.entries(entries).flatMap(([key, entry]): Problem[] => {
    const path = ["data", "secrets", "entries", key];
    const problems: Problem[] = [];
    if (/^(database|redis)(-|$)/.test(key)) {
      problems.push({ path, message: "names that begin with database or redis are the platform's own" });
    }
    for (const [term, source] of OWN_TERMS) {
      if (entry[term] !== undefined && entry.source !== source) {
        problems.push({ path: [...path, term], message: `is of source: ${source}` });
      }
    }
    if (entry.presence === "optional" && entry.source !== "config" && entry.source !== "url") {
      problems.push({
        path: [...path, "presence"],
        message: "whether it is set is known of source: config only; use required or off",
      });
    }
    if (entry.fetch !== undefined)
      problems.push(...checkConfigEntry([...path, "fetch", "bearer"], entry.fetch.bearer, entries));
    if (entry.source === "url") problems.push(...checkUrl(path, entry, entries));
    return problems;
  });
}

function checkUrl(path: readonly string[], { url }: Entry, entries: Readonly<Record<string, Entry>>): Problem[] {
  if (url === undefined) return [{ path: [...path, "url"], message: "is required by source: url" }];
  const from = entries[url.secret];
  const problems = checkConfigEntry([...path, "url", "secret"], url.secret, entries);
  if (from === undefined || problems.length > 0) return problems;
  const kind = url.key === undefined ? undefined : from.json?.[url.key];
  return url.key !== undefined && kind !== "url"
    ? [{ path: [...path, "url", "key"], message: `${url.secret} has no url of that name in its json` }]
    : [];
}

/** Whether a key is an entry whose value stands in the stack's config. */
function checkConfigEntry(path: readonly string[], key: string, entries: Readonly<Record<string, Entry>>): Problem[] {
  if (entries[key]?.source === "config") return [];
  const sources = Object.entries(entries).flatMap(([name, entry]) => (entry.source === "config" ? [name] : []));
  const known = sources.join(", ") || "none";
  return [{ path, message: `is no entry with source: config${didYouMean(key, sources)}; there are: ${known}` }];
}
