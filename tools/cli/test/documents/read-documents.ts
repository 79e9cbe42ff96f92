import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { lexer, type Token, walkTokens } from "marked";

/** A command as a document shows it. */
export interface Command {
  /** `docs/runbooks/lock.md: strata lock status threa-prod`. */
  readonly where: string;
  readonly words: readonly string[];
  /** Whether it is to be typed as it stands; in running text a command may be named without its arguments. */
  readonly whole: boolean;
}

/** What is read of a document. */
export interface Reading {
  readonly file: string;
  readonly text: string;
  readonly commands: readonly Command[];
  /** Files that links name, from the document's folder, without anchors. */
  readonly links: readonly string[];
}

const SHELLS = ["sh", "bash", "shell"];
const KNOWN = ["strata", "nx", "pnpm"];

/** README, CONTRIBUTING and everything below docs/. */
export function readDocuments(root: string): readonly Reading[] {
  const files = ["README.md", "CONTRIBUTING.md", ...globSync("docs/**/*.md", { cwd: root }).sort()];
  return files.map((file) => readDocument(file, readFileSync(join(root, file), "utf8")));
}

/** Takes a document apart. */
export function readDocument(file: string, text: string): Reading {
  const commands: Command[] = [];
  const links: string[] = [];
  const take = (line: string, whole: boolean) => {
    for (const words of commandsIn(line)) commands.push({ where: `${file}: ${words.join(" ")}`, words, whole });
  };
  walkTokens(lexer(text), (token: Token) => {
    if (token.type === "code" && SHELLS.includes(token.lang ?? "")) {
      for (const line of joinLines(token.text)) take(line, true);
    }
    if (token.type === "code" && (token.lang ?? "") === "") {
      for (const line of joinLines(token.text)) if (line.startsWith("$ ")) take(line.slice(2), true);
    }
    if (token.type === "codespan") take(token.text.replaceAll("&lt;", "<").replaceAll("&gt;", ">"), false);
    if (token.type === "link" && !/^([a-z]+:|#)/.test(token.href)) links.push(token.href.split("#")[0] ?? "");
  });
  return { file, text, commands, links };
}

/** A backslash at the end goes on in the next line. */
function joinLines(text: string): readonly string[] {
  return text.replaceAll(/\\\n\s*/g, " ").split("\n");
}

/** The commands of ours in a line of a shell: what stands between `&&`, `|`, `;`, `$(` and `)`, without comments. */
function commandsIn(line: string): readonly string[][] {
  const parts = line.replace(/(^|\s)#.*$/, "").split(/&&|\|\|?(?!\s*<)|;|\$\(|\)|\bthen\b|\belse\b|\bif\b/);
  return parts.flatMap((part) => {
    const words = wordsOf(part).filter((word) => !/^[A-Z_]+=/.test(word));
    const [first = "", ...rest] = words;
    if (first === "eval") return commandsIn(rest.join(" "));
    return KNOWN.includes(first) ? [[first, ...rest]] : [];
  });
}

function wordsOf(text: string): readonly string[] {
  const found = [...text.matchAll(/'([^']*)'|"([^"]*)"|(<[^>]*>\S*|[^\s'"]+)/g)];
  return found.map(([, single, double, plain]) => single ?? double ?? plain ?? "");
}
