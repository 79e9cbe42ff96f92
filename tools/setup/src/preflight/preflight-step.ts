import { type Environment, listEnvironments, loadEnvironment, StrataError } from "@strata/shared-config";
import type { SetupStep } from "../steps/step.ts";
import { wrongAccount } from "./account.ts";
import { type Finding, problem } from "./finding.ts";
import { checkNode, checkShell } from "./machine.ts";
import { checkRegion } from "./region.ts";

/** What a set-up cannot mend by itself stands in its way before anything is done; what it can is for its later steps. */
export const preflightStep: SetupStep = {
  id: "preflight",
  title: "this machine, the account and the region",
  prepare: async ({ root, environment: name, aws: { region }, accountId }) => {
    const environment = listEnvironments(root).includes(name) ? loadEnvironment(root, name) : undefined;
    const findings = [
      ...checkShell(process.env),
      ...checkNode(process.versions.node),
      ...checkRegion(region, environment),
      ...(environment === undefined
        ? []
        : [...otherRegion(environment, region), ...otherAccount(environment, accountId)]),
    ];
    const [first] = findings;
    if (first === undefined) {
      return { changes: [{ action: "keep", what: `region ${region}` }], apply: async () => undefined };
    }
    throw new StrataError("PREFLIGHT_FAILED", findings.map(({ message }) => message).join("; "), {
      hint: first.fix,
      fault: "user",
    });
  },
};

/** The file decides: state, key and certificate in another region than the platform would be of no use. */
function otherRegion({ name, aws }: Environment, region: string): readonly Finding[] {
  if (aws.region === region) return [];
  const message = `environments/${name}.yaml is for ${aws.region}, and this set-up is for ${region}`;
  return [problem("region", message, `strata setup ${name} --region ${aws.region}`)];
}

/** @param account empty where nobody asked STS */
function otherAccount(environment: Environment, account: string): readonly Finding[] {
  if (account === "") return [];
  const wrong = wrongAccount(environment, { account, arn: "an identity", expiresAt: undefined });
  return wrong === undefined ? [] : [problem("account", wrong.message, wrong.hint)];
}
