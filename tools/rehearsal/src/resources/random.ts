import { digits, hex, pick, uuid } from "../facts/hash.ts";
import { isList, type Value } from "../wire/values.ts";
import { type Draft, input, type ResourceRule, type ResourceRules } from "./rule.ts";

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const UPPER = LOWER.toUpperCase();
const NUMERIC = "0123456789";
/** The provider's own set of special characters (random_password, "override_special"). */
const SPECIAL = "!@#$%&*()-_=+[]{}<>:?";

/**
 * Values that look random and are the same on every run: they come from the URN and the inputs, so that other keepers
 * give another value. Each change of an input replaces the resource.
 */
export const random: ResourceRules = {
  "random:index/randomPassword:RandomPassword": {
    ...always("none"),
    outputs: (made) => ({
      result: characters(made),
      bcryptHash: `$2a$10$${pick(LOWER + UPPER + NUMERIC, 53, seed(made), "bcrypt")}`,
    }),
  },
  "random:index/randomString:RandomString": {
    ...always(characters),
    outputs: (made) => ({ result: characters(made) }),
  },
  "random:index/randomId:RandomId": {
    ...always((draft) => bytes(draft, "byteLength").toString("base64url")),
    outputs: (made) => {
      const value = bytes(made, "byteLength");
      const prefix = input(made, "prefix");
      return {
        hex: prefix + value.toString("hex"),
        dec: prefix + BigInt(`0x${value.toString("hex") || "0"}`).toString(),
        b64Std: prefix + value.toString("base64"),
        b64Url: prefix + value.toString("base64url"),
      };
    },
  },
  "random:index/randomBytes:RandomBytes": {
    ...always((draft) => bytes(draft, "length").toString("base64")),
    outputs: (made) => ({
      base64: bytes(made, "length").toString("base64"),
      hex: bytes(made, "length").toString("hex"),
    }),
  },
  "random:index/randomPet:RandomPet": {
    ...always(pet),
    outputs: () => ({ length: 2, separator: "-" }),
  },
  "random:index/randomInteger:RandomInteger": {
    ...always((draft) => String(integer(draft))),
    outputs: (made) => ({ result: integer(made) }),
  },
  "random:index/randomShuffle:RandomShuffle": {
    ...always("-"),
    outputs: (made) => ({ results: shuffled(made) }),
  },
  "random:index/randomUuid:RandomUuid": uuids(),
  "random:index/randomUuid4:RandomUuid4": uuids(),
  "random:index/randomUuid7:RandomUuid7": uuids(),
};

function always(id: string | ((draft: Draft) => string)): Pick<ResourceRule, "id" | "replaces"> {
  return { id: typeof id === "string" ? () => id : id, replaces: ["*"] };
}

function uuids(): ResourceRule {
  return { ...always((draft) => uuid(seed(draft))), outputs: (made) => ({ result: uuid(seed(made)) }) };
}

function seed(draft: Draft): string {
  const inputs = Object.entries(draft.inputs).filter(([name]) => !name.startsWith("__"));
  return JSON.stringify([draft.urn, inputs.sort(([a], [b]) => (a < b ? -1 : 1))]);
}

function characters(draft: Draft): string {
  const length = amount(draft, "length", 0);
  const special = input(draft, "overrideSpecial", SPECIAL);
  const classes = [
    { letters: LOWER, wanted: isOn(draft, "lower"), least: amount(draft, "minLower", 0) },
    { letters: UPPER, wanted: isOn(draft, "upper"), least: amount(draft, "minUpper", 0) },
    {
      letters: NUMERIC,
      wanted: isOn(draft, "numeric") && isOn(draft, "number"),
      least: amount(draft, "minNumeric", 0),
    },
    { letters: special, wanted: isOn(draft, "special"), least: amount(draft, "minSpecial", 0) },
  ].filter((part) => part.wanted || part.least > 0);
  const required = classes.map((part, index) => pick(part.letters, part.least, seed(draft), String(index))).join("");
  const alphabet = classes.map((part) => part.letters).join("");
  const rest = pick(alphabet, Math.max(0, length - required.length), seed(draft), "rest");
  return order([...(required + rest)], seed(draft))
    .join("")
    .slice(0, length);
}

/** The items in an order that the words decide. */
function order<Item>(items: readonly Item[], ...words: readonly string[]): readonly Item[] {
  const keyed = items.map((item, index) => ({ item, key: hex(16, ...words, String(index)) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ item }) => item);
}

function bytes(draft: Draft, property: string): Buffer {
  return Buffer.from(hex(amount(draft, property, 0) * 2, seed(draft)), "hex");
}

function integer(draft: Draft): number {
  const [least, most] = [amount(draft, "min", 0), amount(draft, "max", 0)];
  return least + (Number(digits(12, seed(draft))) % (most - least + 1));
}

function shuffled(draft: Draft): readonly Value[] {
  const items = draft.inputs.inputs;
  const all = isList(items) ? order(items, seed(draft)) : [];
  const count = amount(draft, "resultCount", all.length);
  return Array.from({ length: all.length === 0 ? 0 : count }, (_none, index) => all[index % all.length] ?? null);
}

const ADVERBS = ["calmly", "boldly", "firmly", "gladly", "kindly", "mostly", "nearly", "rarely", "surely", "wholly"];
const ADJECTIVES = ["able", "calm", "fair", "fond", "keen", "mild", "neat", "pure", "rare", "wise"];
const ANIMALS = ["bear", "crane", "finch", "hare", "heron", "lynx", "otter", "robin", "stoat", "wren"];

function pet(draft: Draft): string {
  const length = amount(draft, "length", 2);
  const word = (words: readonly string[], at: number) =>
    words[Number(digits(4, seed(draft), String(at))) % words.length] ?? "";
  const words = Array.from({ length }, (_none, at) => {
    if (at === length - 1) return word(ANIMALS, at);
    return word(at === length - 2 ? ADJECTIVES : ADVERBS, at);
  });
  const prefix = input(draft, "prefix");
  return (prefix ? [prefix, ...words] : words).join(input(draft, "separator", "-"));
}

function amount(draft: Draft, property: string, otherwise: number): number {
  const value = draft.inputs[property];
  return typeof value === "number" ? value : otherwise;
}

function isOn(draft: Draft, property: string): boolean {
  return draft.inputs[property] !== false;
}
