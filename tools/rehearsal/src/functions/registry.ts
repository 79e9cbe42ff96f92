import { awsAccount } from "./aws-account.ts";
import { components } from "./components.ts";
import { networks } from "./networks.ts";
import { policyDocument } from "./policy-document.ts";
import { published } from "./published.ts";
import { routeTables } from "./route-tables.ts";
import type { FunctionRule, FunctionRules } from "./rule.ts";
import { services } from "./services.ts";
import { SUPPOSITIONS } from "./suppositions.ts";

const RULES: readonly FunctionRules[] = [
  awsAccount,
  components,
  networks,
  policyDocument,
  published,
  routeTables,
  services,
];

const BY_TOKEN: ReadonlyMap<string, FunctionRule> = new Map(RULES.flatMap((rules) => Object.entries(rules)));

/** The rule of a function, if it has one. */
export function ruleOfFunction(token: string): FunctionRule | undefined {
  return BY_TOKEN.get(token);
}

/** What a function answers where the account has nothing that fits, if that is more than its shape. */
export function suppositionOf(token: string): FunctionRule | undefined {
  return SUPPOSITIONS[token];
}
