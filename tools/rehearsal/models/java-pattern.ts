/*
 * The models' patterns are written for Java. This file says them in JavaScript's words, for flag `u`, and never more
 * narrowly: what cannot be said is undefined.
 */

/** Java's names of character classes, and JavaScript's. Source: the documentation of java.util.regex.Pattern. */
const CLASSES: Readonly<Record<string, string>> = {
  Alnum: "a-zA-Z0-9",
  Alpha: "a-zA-Z",
  ASCII: "\\x00-\\x7F",
  Blank: " \\t",
  Cntrl: "\\x00-\\x1F\\x7F",
  Digit: "0-9",
  Graph: "\\x21-\\x7E",
  IsAlphabetic: "\\p{Alphabetic}",
  IsDigit: "\\p{Nd}",
  IsLatin: "\\p{Script=Latin}",
  IsLetter: "\\p{L}",
  Lower: "a-z",
  Print: "\\x20-\\x7E",
  Punct: "!-\\/:-@\\[-`\\{-~",
  Space: "\\s",
  Upper: "A-Z",
  XDigit: "0-9a-fA-F",
};

/** Characters that may follow a backslash under flag `u`, letters and digits apart. */
const SYNTAX = "^$\\.*+?()[]{}|/";

/** Groups whose meaning both languages share. */
const GROUP = /^\(\?(?::|=|!|<=|<!|<[A-Za-z]\w*>)/;

/** The pattern for JavaScript's flag `u`, or undefined where JavaScript cannot run it. */
export function translate(pattern: string): string | undefined {
  const body = rewrite(pattern);
  if (body === undefined) return undefined;
  const whole = anchored(pattern) ? body : `^(?:${body})$`;
  try {
    new RegExp(whole, "u");
    return whole;
  } catch {
    return undefined;
  }
}

/** AWS matches the whole text, except where the pattern itself says where it begins or ends. */
function anchored(pattern: string): boolean {
  return pattern.startsWith("^") || pattern.endsWith("$") || pattern.startsWith("(^") || pattern.endsWith("$)");
}

function rewrite(pattern: string): string | undefined {
  let out = "";
  let inClass = false;
  for (let at = 0; at < pattern.length; at++) {
    const rest = pattern.slice(at);
    const sign = rest.charAt(0);
    if (sign === "\\") {
      const escaped = readEscape(rest, inClass);
      if (escaped === undefined) return undefined;
      out += escaped.text;
      at += escaped.length - 1;
    } else if (inClass) {
      // Java joins and intersects classes inside a class; JavaScript does so under another flag only.
      if (sign === "[" || rest.startsWith("&&")) return undefined;
      if (sign === "]") inClass = false;
      // Beside a whole class a dash is a plain sign; under flag `u` it must say so.
      const plain = sign === "-" && (/\\[wdsWDS]$|\\[pP]\{[^}]*\}$/.test(out) || /^-\\[wdsWDSpP]/.test(rest));
      out += plain ? "\\-" : sign;
    } else if (sign === "[") {
      // A bracket right after the opening one is a plain sign in Java, and the end of the class in JavaScript.
      if (/^\[\^?\]/.test(rest)) return undefined;
      inClass = true;
      out += sign;
    } else if (rest.startsWith("(?") && !GROUP.test(rest)) {
      return undefined;
    } else if (/^[*+?}]\+/.test(rest)) {
      // Possessive: a greedy quantifier takes all that it takes.
      out += sign;
      at += 1;
    } else {
      out += sign;
    }
  }
  return out;
}

function readEscape(rest: string, inClass: boolean): { readonly text: string; readonly length: number } | undefined {
  const property = /^\\([pP])\{(?:\^)?(?:Is|script=)?(\w+)\}/.exec(rest);
  if (property) return readProperty(property[0], inClass);
  const next = rest.charAt(1);
  if (next === "A" || next === "z" || next === "Z") return { text: next === "A" ? "^" : "$", length: 2 };
  if (next === "h") return { text: inClass ? " \\t" : "[ \\t]", length: 2 };
  if (next === "Q" || next === "G" || (next === "x" && rest.charAt(2) === "{")) return undefined;
  if (/[A-Za-z0-9]/.test(next) || SYNTAX.includes(next) || (inClass && next === "-")) {
    return { text: rest.slice(0, 2), length: 2 };
  }
  return { text: next, length: 2 };
}

function readProperty(token: string, inClass: boolean): { readonly text: string; readonly length: number } | undefined {
  const name = token.slice(3, -1);
  const known = CLASSES[name];
  if (known === undefined) return { text: token, length: token.length };
  if (token.startsWith("\\P")) return inClass ? undefined : { text: `[^${known}]`, length: token.length };
  return { text: inClass ? known : `[${known}]`, length: token.length };
}
