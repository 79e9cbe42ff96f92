import { awsAccount } from "./aws-account.ts";
import { networks } from "./networks.ts";
import { policyDocument } from "./policy-document.ts";
import type { FunctionRule, FunctionRules } from "./rule.ts";
import { services } from "./services.ts";

const RULES: readonly FunctionRules[] = [awsAccount, networks, policyDocument, services];

const BY_TOKEN: ReadonlyMap<string, FunctionRule> = new Map(RULES.flatMap((rules) => Object.entries(rules)));

/** The rule of a function, if it has one. */
export function ruleOfFunction(token: string): FunctionRule | undefined {
  return BY_TOKEN.get(token);
}
