import { createHash } from "node:crypto";
import { Refusal } from "../operations/cloud.ts";
import { isList, properties, texts, type Value, type Values } from "../wire/values.ts";
import type { ComponentContext } from "./component.ts";
import { output, type Registered } from "./monitor.ts";

/** The role that a component uses: its own, one that it was given, or none. */
export interface ChosenRole {
  readonly arn?: Value;
  readonly role?: Registered;
}

/** What a component's role is when the program says nothing. */
export interface RoleDefaults {
  readonly inputs: Values;
  readonly policyArns?: readonly string[];
}

/** Makes a component's role and attaches its policies, as far as the program did not say otherwise. @throws Refusal */
export async function chooseRole(
  context: ComponentContext,
  name: string,
  wish: Values,
  defaults: RoleDefaults,
): Promise<ChosenRole> {
  if (wish.roleArn !== undefined && wish.args !== undefined) {
    throw new Refusal("Can't define role args if specified an existing role ARN");
  }
  if (wish.skip === true) return {};
  if (wish.roleArn !== undefined) return { arn: wish.roleArn };
  const { policyArns, ...args } = properties(wish.args);
  const role = await context.child("aws:iam/role:Role", name, { ...defaults.inputs, ...args });
  for (const policyArn of isList(policyArns) ? texts(policyArns) : (defaults.policyArns ?? [])) {
    const inputs = { role: output(role, "name"), policyArn };
    const uses = { role: [role] };
    await context.child(
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      `${name}-${shortHash(policyArn)}`,
      inputs,
      { uses },
    );
  }
  return { role, arn: output(role, "arn") };
}

/** Who may take a role on, as JSON. */
export function trustOf(service: string, sid: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Action: "sts:AssumeRole", Principal: { Service: service }, Effect: "Allow", Sid: sid }],
  });
}

/** The digits by which the real components tell names apart. */
export function shortHash(words: string): string {
  return createHash("sha1").update(words).digest("hex").slice(0, 8);
}
