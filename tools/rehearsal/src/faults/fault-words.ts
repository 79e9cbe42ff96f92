import { optionInvalid, type StrataError } from "@strata/shared-config";
import { parse } from "yaml";
import { z } from "zod";
import type { Values } from "../wire/values.ts";
import { knobsOf } from "./fault.ts";

/** What one of `once`, `always`, … on the command line stands for. */
const SINGLE_WORDS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  once: { times: 1 },
  always: { times: "always" },
  before: { when: "before" },
  after: { when: "after" },
  gone: { gone: true },
};

/** Knobs that are texts, whatever they look like. */
const TEXTS = ["code", "message"];

/**
 * Takes a fault of the command line apart: `<kind> <operation> <resource> [<knob>=<value> …]`, for example
 * `fail create aws:ecs/service:Service at=2 once`. What is no knob of a drift is a property.
 * @returns the fault as a file would have it, unchecked
 * @throws OPTION_INVALID for a word that is none of these
 */
export function parseFaultWords(text: string): unknown {
  const [kind = "", on, of, ...rest] = wordsOf(text);
  const fault: Record<string, unknown> = { kind, on, of };
  const set: Record<string, unknown> = {};
  for (const word of rest) {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(word) ?? [];
    if (name === undefined || value === undefined) {
      const meaning = SINGLE_WORDS[word];
      if (meaning === undefined) throw unknownWord(text, word);
      Object.assign(fault, meaning);
    } else if (kind === "drift" && !knobsOf(kind).includes(name)) set[name] = parse(value);
    else fault[name] = TEXTS.includes(name) ? value : parse(value);
  }
  return Object.keys(set).length === 0 ? fault : { ...fault, set };
}

/** Properties as a drift's words give them: `<property>=<value>`, the value as YAML has it. @throws OPTION_INVALID */
export function parseProperties(words: readonly string[]): Values {
  return Object.fromEntries(
    words.map((word) => {
      const [, name, value] = /^([^=]+)=(.*)$/s.exec(word) ?? [];
      const read = z.json().safeParse(parse(value ?? ""));
      if (name === undefined || !read.success) {
        throw optionInvalid(
          `${word} is no <property>=<value>`,
          "for example cidrBlock=10.1.0.0/16, or tags.Owner=somebody",
        );
      }
      return [name, read.data];
    }),
  );
}

/** Words between spaces; in quotes a space is part of a word. */
function wordsOf(text: string): readonly string[] {
  const words = text.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  return words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, "$1$2"));
}

function unknownWord(text: string, word: string): StrataError {
  const singles = Object.keys(SINGLE_WORDS).join(", ");
  return optionInvalid(
    `the fault "${text}" has the word ${word}, which means nothing`,
    `write <kind> <operation> <resource>, then ${singles} or <knob>=<value>: strata rehearse faults --help`,
  );
}
