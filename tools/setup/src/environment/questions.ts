import {
  listProducts,
  productTerms,
  type SettingShape,
  StrataError,
  settingProblems,
  settingShape,
  TIERS,
  valueAt,
} from "@strata/shared-config";
import { treeOfText } from "@strata/shared-config/edit";
import type { Answers, Question } from "../ask/question.ts";
import { changeId, defaultsOf, draftText, mergedTree, settingId } from "./draft.ts";
import { type EnvironmentPlace, fileLabel, readEnvironmentFile } from "./environment-file.ts";
import { textOfValue, valueOfText } from "./setting-text.ts";

/** The first question of a set-up. There is one answer today; another one is refused. */
export const CLOUD_QUESTION: Question = {
  id: "cloud",
  kind: "select",
  message: "Which cloud provider shall the environment run on?",
  choices: () => [{ value: "aws", label: "Amazon Web Services" }],
  initial: () => "aws",
};

/** How a setting is asked. */
interface Asked {
  /** @default - it is typed */
  readonly choices?: readonly string[];
  readonly optional?: boolean;
  readonly when?: (answers: Answers) => boolean;
}

/** Asked in its own way, or known without asking: the account is the one that the credentials belong to. */
const APART: readonly string[] = ["product", "tier", "aws.region", "aws.accountId", "dns.names"];

/**
 * What an environment's file is made of: product, tier, region, what the product requires, the sizes that it asks for, and
 * public names. Of a file that is there only what it lacks is asked, unless somebody wants to go through it.
 */
export function environmentQuestions(place: EnvironmentPlace): readonly Question[] {
  const existing = readEnvironmentFile(place);
  const products = listProducts(place.root);
  const own = existing === undefined ? {} : treeOfText(existing);
  const asked = (
    path: string,
    { choices = [], optional = false, when: applies = () => true }: Asked = {},
  ): Question[] => {
    const stands = textOfValue(valueAt(own, path.split(".")));
    const when = (answers: Answers) =>
      (stands === undefined || answers.review === "yes") && isAsked(place, existing, path, answers) && applies(answers);
    const initial = (answers: Answers) => stands ?? initialOf(place, existing, path, answers);
    const common = { id: settingId(path), message: messageFor(path), when, initial };
    const validate = (text: string, answers: Answers) => settingProblem(place, existing, path, text, answers);
    return [
      choices.length > 0
        ? { ...common, kind: "select", choices: () => choices.map((value) => ({ value, label: value })) }
        : { ...common, kind: "text", validate, optional },
      ...(stands === undefined ? [] : [changeQuestion(place, path, stands)]),
    ];
  };
  const further = new Set(
    products.flatMap((product) => TIERS.flatMap((tier) => furtherPaths(place.root, product, tier))),
  );
  return [
    ...(existing === undefined ? [] : [reviewQuestion(place)]),
    ...asked("product", { choices: products }),
    ...asked("tier", { choices: TIERS }),
    ...asked("aws.region"),
    ...[...further].flatMap((path) => asked(path, settingShape(path))),
    ...asked("dns.names", { when: (answers) => requiresNames(place, existing, answers) }),
    ...asked("dns.names", { when: (answers) => !requiresNames(place, existing, answers), optional: true }),
  ];
}

function reviewQuestion(place: EnvironmentPlace): Question {
  const message = `${fileLabel(place)} is there. Go through what stands in it?`;
  return { id: "review", kind: "confirm", message, initial: false };
}

function changeQuestion(place: EnvironmentPlace, path: string, stands: string): Question {
  return {
    id: changeId(path),
    kind: "confirm",
    message: `Change ${path} in ${fileLabel(place)}, which is ${stands}?`,
    initial: false,
    when: (answers) => {
      const answer = answers[settingId(path)];
      return answer !== undefined && textOfValue(valueOfText(path, answer)) !== stands;
    },
  };
}

/** Whether a path is a matter of the environment that the answers describe so far. */
function isAsked(place: EnvironmentPlace, existing: string | undefined, path: string, answers: Answers): boolean {
  if (path === "product" || path === "tier" || path === "aws.region") return true;
  const { text } = draftText(place.root, existing, answers);
  if (path === "dns.names") return makesLoadBalancer(place.root, text);
  const { product, tier } = treeOfText(text);
  return furtherPaths(place.root, product, tier).includes(path);
}

/** What a product requires, then the sizes that it asks for. */
function termsPaths(root: string, product: unknown, tier: unknown): readonly string[] {
  const known = TIERS.find((one) => one === tier);
  if (known === undefined || typeof product !== "string" || product === "") return [];
  const { required, asks } = productTerms(root, product, known);
  return [...required, ...asks];
}

/** {@link termsPaths}, without what has a question of its own. */
function furtherPaths(root: string, product: unknown, tier: unknown): readonly string[] {
  return termsPaths(root, product, tier).filter((path) => !APART.includes(path));
}

function requiresNames({ root }: EnvironmentPlace, existing: string | undefined, answers: Answers): boolean {
  const { product, tier } = treeOfText(draftText(root, existing, answers).text);
  return termsPaths(root, product, tier).includes("dns.names");
}

/** Only a load balancer that is made has names and a certificate of ours: an adopted one is its owner's. */
export function makesLoadBalancer(root: string, text: string): boolean {
  const loadBalancer = valueAt(mergedTree(root, text), ["cluster", "loadBalancer"]);
  return valueAt(loadBalancer, ["enabled"]) === true && valueAt(loadBalancer, ["existing"]) === undefined;
}

/** What Enter takes: what product and tier say; for these two, what the environment's name says. */
function initialOf(
  { root, environment }: EnvironmentPlace,
  existing: string | undefined,
  path: string,
  answers: Answers,
): string | undefined {
  const words = environment.split("-");
  if (path === "product") return listProducts(root).find((product) => words.includes(product));
  if (path === "tier") return TIERS.find((tier) => words.includes(tier));
  const { product, tier } = treeOfText(draftText(root, existing, answers).text);
  const given = defaultsOf(root, product, tier);
  return textOfValue(valueAt(given, path.split(".")) ?? settingShape(path)?.default);
}

/** What the schema, and the rules between settings, say of an answer; undefined for a good one. */
export function settingProblem(
  { root, environment }: EnvironmentPlace,
  existing: string | undefined,
  path: string,
  text: string,
  answers: Answers,
): string | undefined {
  try {
    const draft = draftText(root, existing, { ...answers, [settingId(path)]: text, [changeId(path)]: "yes" });
    const [problem] = settingProblems(root, environment, draft.text, path);
    return problem === undefined ? undefined : `${path} ${problem}`;
  } catch (error) {
    if (error instanceof StrataError) return error.message;
    throw error;
  }
}

function messageFor(path: string): string {
  if (path === "product") return "Which product?";
  if (path === "tier") return "Which tier?";
  if (path === "dns.names") return "Public names of the application, such as app.example.com, the main one first";
  const shape = settingShape(path);
  const words = shape?.description?.replace(/\. @default.*$/, "");
  return `${path}${words === undefined ? "" : `: ${words}`}${shape === undefined ? "" : howMany(shape)}`;
}

function howMany({ kind }: SettingShape): string {
  return kind === "list" ? " (several: parted by commas)" : "";
}
