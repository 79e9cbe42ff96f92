/*
 * What the answers make of an environment's file. A new file gets what was answered and differs from what product and tier
 * say anyway. In a file that is there, a path without a value gets one, and a value that stands there is changed only where
 * somebody said yes to that very change.
 */
import { environmentText, isTree, mergeTrees, productTerms, TIERS, type Tree, valueAt } from "@strata/shared-config";
import { editSettings, type Setting, treeOfText } from "@strata/shared-config/edit";
import type { Answers } from "../ask/question.ts";
import { valueOfText } from "./setting-text.ts";

/** Ids of questions for settings start with this; the path follows. */
const SETTING = "setting.";
/** Ids of questions whether a value that stands in the file is to be changed start with this; the path follows. */
const CHANGE = "change.";

/** Id of the question for a setting, such as `setting.aws.region`. */
export function settingId(path: string): string {
  return SETTING + path;
}

/** Id of the question whether a setting that has a value is to get another one. */
export function changeId(path: string): string {
  return CHANGE + path;
}

/** A setting of the file that gets a value. */
export interface SettingChange extends Setting {
  /** What stood there. @default - nothing did */
  readonly before?: unknown;
}

/** An environment's file as it is to be. */
export interface Draft {
  readonly text: string;
  readonly changes: readonly SettingChange[];
}

/** What product and tier give an environment; empty for ones that there are not. */
export function defaultsOf(root: string, product: unknown, tier: unknown): Tree {
  const known = TIERS.find((one) => one === tier);
  return typeof product === "string" && product !== "" && known !== undefined
    ? productTerms(root, product, known).settings
    : {};
}

/**
 * The file that the answers make.
 *
 * @param existing text of the file; undefined where there is none
 * @throws StrataError PRODUCT_UNKNOWN
 */
export function draftText(root: string, existing: string | undefined, answers: Answers): Draft {
  const own = existing === undefined ? {} : treeOfText(existing);
  const product = answers[settingId("product")] ?? own.product;
  const tier = answers[settingId("tier")] ?? own.tier;
  const defaults = defaultsOf(root, product, tier);
  const changes = Object.entries(answers).flatMap(([id, text]): SettingChange[] => {
    if (!id.startsWith(SETTING) || text === "") return [];
    const path = id.slice(SETTING.length);
    const [value, before] = [valueOfText(path, text), valueAt(own, path.split("."))];
    const isKnown = same(value, before ?? valueAt(defaults, path.split(".")));
    if (isKnown) return [];
    if (before === undefined) return [{ path, value }];
    return answers[changeId(path)] === "yes" ? [{ path, value, before }] : [];
  });
  if (existing !== undefined) return { text: editSettings(existing, changes), changes };
  const settings = changes.filter(({ path }) => path !== "product" && path !== "tier");
  const about = { product: String(product ?? ""), tier: String(tier ?? ""), schema: "./schema.json" };
  return { text: environmentText({ ...about, settings }), changes };
}

/** All that an environment's file says, with what product and tier say below it; nothing is checked or resolved. */
export function mergedTree(root: string, text: string): Tree {
  const own = treeOfText(text);
  return mergeTrees(defaultsOf(root, own.product, own.tier), own);
}

/** Whether two plain values are the same. */
export function same(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => same(item, other[index]));
  }
  if (isTree(one) && isTree(other)) return JSON.stringify(one) === JSON.stringify(other);
  return one === other;
}
