import { readStackConfig } from "@strata/engine";
import { isTree, LAYERS, listProducts, productTerms, TIERS, type Tree, valueAt } from "@strata/shared-config";
import { treeOfText } from "@strata/shared-config/edit";
import type { Answers, Question } from "../ask/question.ts";
import { changeId } from "../environment/draft.ts";
import { type EnvironmentPlace, readEnvironmentFile } from "../environment/environment-file.ts";
import { type EnvironmentReader, environmentReader } from "../environment/environment-so-far.ts";
import { CLOUDFLARE_TOKEN, hasCloudflareVariable, stackSecrets } from "./stack-secrets.ts";

/** Id of the question for a secret of the stacks' config: `secret.strata:data.postgres.password`. */
export function secretId(key: string): string {
  return `secret.${key}`;
}

/**
 * The secrets of the stacks' config, as far as the environment needs them: each that is not set yet, and each that is and
 * that somebody wants to change.
 */
export async function stackQuestions(place: EnvironmentPlace): Promise<readonly Question[]> {
  const configured = new Set(
    (await Promise.all(LAYERS.map((layer) => readStackConfig({ ...place, layer })))).flatMap(Object.keys),
  );
  const read = environmentReader(place);
  return possibleKeys(place).flatMap((key): Question[] => {
    const needed = (answers: Answers) => wanted(read, key, answers) !== undefined;
    const isSet = configured.has(key);
    const question: Question = {
      id: secretId(key),
      kind: "secret",
      message: key === CLOUDFLARE_TOKEN ? "API token of Cloudflare, which may edit the zone's DNS" : `Secret ${key}`,
      when: (answers) => needed(answers) && (!isSet || answers[changeId(secretId(key))] === "yes"),
      validate: (value, answers) => wanted(read, key, answers)?.problem(value),
    };
    if (!isSet) return [question];
    const change: Question = {
      id: changeId(secretId(key)),
      kind: "confirm",
      message: `The secret ${key} has a value. Change it?`,
      initial: false,
      when: needed,
    };
    return [change, question];
  });
}

/** The secret of a key, where the environment needs it and nothing else gives it. */
function wanted(read: EnvironmentReader, key: string, answers: Answers) {
  if (key === CLOUDFLARE_TOKEN && hasCloudflareVariable()) return undefined;
  const environment = read(answers);
  if (environment === undefined) return undefined;
  return stackSecrets(environment, answers).find((one) => one.key === key);
}

/** Every key that an environment of any product, or the one that is there, may need; sorted as it was found. */
function possibleKeys(place: EnvironmentPlace): readonly string[] {
  const { root } = place;
  const text = readEnvironmentFile(place);
  const trees = [
    ...(text === undefined ? [] : [treeOfText(text)]),
    ...listProducts(root).flatMap((product) => TIERS.map((tier) => productTerms(root, product, tier).settings)),
  ];
  return [...new Set(["data.postgres.password", "data.postgres.url", ...trees.flatMap(keyedPaths)])]
    .map((path) => `strata:${path}`)
    .concat(CLOUDFLARE_TOKEN);
}

function keyedPaths(tree: Tree): readonly string[] {
  const keysAt = (...path: string[]) => {
    const group = valueAt(tree, path);
    return isTree(group) ? Object.keys(group) : [];
  };
  return [
    ...keysAt("data", "secrets", "entries").flatMap((key) =>
      ["value", "arn"].map((part) => `data.secrets.entries.${key}.${part}`),
    ),
    ...keysAt("edge", "router", "backends").map((key) => `edge.router.backends.${key}.tunnelId`),
  ];
}
