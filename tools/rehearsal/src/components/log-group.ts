import { Refusal } from "../operations/cloud.ts";
import { properties, text, type Value, type Values } from "../wire/values.ts";
import type { ComponentContext } from "./component.ts";
import { output, type Registered } from "./monitor.ts";

/** The log group that a component writes to. */
export interface ChosenLogGroup {
  readonly name: Value;
  readonly arn: Value;
  readonly region: Value;
  readonly made?: Registered;
}

/** Makes a log group, or takes the one that is given. @throws Refusal for both at once */
export async function chooseLogGroup(context: ComponentContext, wish: Values, region: Values): Promise<ChosenLogGroup> {
  if (wish.existing !== undefined && wish.args !== undefined) {
    throw new Refusal("Can't define log group args if specifying an existing log group name");
  }
  if (wish.existing !== undefined) return existingLogGroup(context, properties(wish.existing), region);
  const inputs = { ...region, ...properties(wish.args) };
  const made = await context.child("aws:cloudwatch/logGroup:LogGroup", context.name, inputs);
  return { name: output(made, "name"), arn: output(made, "arn"), region: output(made, "region"), made };
}

async function existingLogGroup(context: ComponentContext, given: Values, region: Values): Promise<ChosenLogGroup> {
  if ((given.arn === undefined) === (given.name === undefined)) {
    throw new Refusal("Exactly one of [arn] and [name] of an existing log group must be specified");
  }
  const parts = text(given.arn)?.split(":");
  const name = given.name ?? parts?.[6] ?? given.arn ?? "";
  if (parts) return { name, arn: given.arn ?? "", region: given.region ?? parts[3] ?? "" };
  const here = await context.invoke("aws:index/getRegion:getRegion", region);
  const where = given.region ?? here.region ?? here.id ?? "";
  const { accountId } = await context.invoke("aws:index/getCallerIdentity:getCallerIdentity", {});
  return { name, arn: `arn:aws:logs:${where}:${accountId}:log-group:${name}`, region: where };
}
