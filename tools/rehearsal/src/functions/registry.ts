import { awsAccount } from "./aws-account.ts";
import type { FunctionRule, FunctionRules } from "./rule.ts";

const RULES: readonly FunctionRules[] = [awsAccount];

const BY_TOKEN: ReadonlyMap<string, FunctionRule> = new Map(RULES.flatMap((rules) => Object.entries(rules)));

/** The rule of a function, if it has one. */
export function ruleOfFunction(token: string): FunctionRule | undefined {
  return BY_TOKEN.get(token);
}
