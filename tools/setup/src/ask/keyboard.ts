import { PassThrough } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import type { ReadStream } from "node:tty";

/** What terminals send around a paste once they are told to, and how they are told. Source: xterm's "Bracketed Paste Mode". */
const PASTE = { on: "\x1b[?2004h", off: "\x1b[?2004l", start: "\x1b[200~", end: "\x1b[201~" } as const;

/** The first of the characters that mean nothing to anybody: Unicode's private use area. */
const PRIVATE = 0xe000;
const PRIVATE_CHARACTERS = /[\ue000-\uf8ff]/g;

/** A pasted key in a terminal that does not tell a paste from typing. */
const KEY_START = "-----BEGIN ";
const KEY_END = /-----END [A-Z0-9 ]+-----[\r\n]*/;

const INTERRUPT = "\x03";

/** A terminal's keys, with each paste as one key. */
export interface Keyboard {
  /** What a prompt reads. */
  readonly input: PassThrough & { readonly isTTY: true; readonly setRawMode: (raw: boolean) => void };
  /** Begins a prompt of a kind: a paste into a secret is one character of it, whatever it holds. */
  readonly begin: (kind: "line" | "secret") => void;
  /** Ends the prompt: the terminal tells no paste from typing any more. */
  readonly end: () => void;
  /** What was typed, with the pasted texts in place of their characters, and without the line end that a copy brings along. */
  readonly restore: (typed: string) => string;
  /** Forgets what was typed and nobody has read. */
  readonly discard: () => void;
  /** Leaves the terminal as it was. */
  readonly close: () => void;
}

/**
 * Stands between a terminal and the prompts, so that the line ends within a paste are no Enter: the first line of a pasted
 * private key would be the whole answer, and the second one the answer to the next question, where it can be seen.
 */
export function openKeyboard(source: ReadStream, output: NodeJS.WritableStream): Keyboard {
  const decoder = new StringDecoder("utf8");
  const input = Object.assign(new PassThrough({ encoding: "utf8" }), {
    isTTY: true as const,
    setRawMode: (raw: boolean) => void source.setRawMode(raw),
  });
  let kind: "line" | "secret" = "line";
  let pasted: string[] = [];
  // A paste whose end has not come yet, or the first part of a mark.
  let held = "";

  const paste = (text: string) => {
    if (kind === "line") return input.write(text.replaceAll(/[\r\n]+$/g, "").replaceAll(/[\r\n]+/g, " "));
    pasted.push(text.replaceAll(/\r\n?/g, "\n"));
    return input.write(String.fromCodePoint(PRIVATE + pasted.length - 1));
  };
  const take = (text: string): string => {
    const next = nextPaste(text, kind);
    if (next === undefined) {
      const held = startOfMark(text);
      const whole = text.slice(0, text.length - held.length);
      if (whole !== "") input.write(whole);
      return held;
    }
    if (next.before !== "") input.write(next.before);
    if (next.text === undefined) {
      if (!next.rest.includes(INTERRUPT)) return next.rest;
      input.write(INTERRUPT);
      return "";
    }
    if (next.text !== "") paste(next.text);
    return next.rest === "" ? "" : take(next.rest);
  };
  const onData = (chunk: Buffer) => {
    held = take(held + decoder.write(chunk));
  };
  const onEnd = () => input.end();
  source.on("data", onData);
  source.once("end", onEnd);
  source.once("close", onEnd);
  // A prompter before this one has left it paused.
  source.resume();

  return {
    input,
    begin: (next) => {
      kind = next;
      pasted = [];
      output.write(PASTE.on);
    },
    end: () => void output.write(PASTE.off),
    restore: (typed) =>
      typed
        .replaceAll(PRIVATE_CHARACTERS, (mark) => pasted[(mark.codePointAt(0) ?? PRIVATE) - PRIVATE] ?? mark)
        .replace(/\n+$/, ""),
    discard: () => {
      held = "";
      input.read();
    },
    close: () => {
      source.off("data", onData);
      source.off("end", onEnd);
      source.off("close", onEnd);
      source.setRawMode(false);
      source.pause();
    },
  };
}

/** The first characters of a mark at the end of what has come. An escape alone is a key. */
function startOfMark(text: string): string {
  const lengths = Array.from({ length: PASTE.start.length - 2 }, (_, index) => PASTE.start.length - 1 - index);
  const length = lengths.find((size) => text.endsWith(PASTE.start.slice(0, size)));
  return length === undefined ? "" : text.slice(-length);
}

interface Paste {
  /** What was typed before it. */
  readonly before: string;
  /** Undefined while its end has not come. */
  readonly text: string | undefined;
  /** What comes after it; from its start on where its end has not come. */
  readonly rest: string;
}

/** The first paste in what has come. A secret that begins as a key does is one, too. */
function nextPaste(text: string, kind: "line" | "secret"): Paste | undefined {
  const start = text.indexOf(PASTE.start);
  const key = kind === "secret" ? text.indexOf(KEY_START) : -1;
  if (start >= 0 && (key < 0 || start < key)) {
    const from = start + PASTE.start.length;
    const end = text.indexOf(PASTE.end, from);
    const before = text.slice(0, start);
    if (end < 0) return { before, text: undefined, rest: text.slice(start) };
    return { before, text: text.slice(from, end), rest: text.slice(end + PASTE.end.length) };
  }
  if (key < 0) return undefined;
  const end = KEY_END.exec(text.slice(key));
  const before = text.slice(0, key);
  if (end === null) return { before, text: undefined, rest: text.slice(key) };
  const to = key + end.index + end[0].length;
  return { before, text: text.slice(key, to), rest: text.slice(to) };
}
