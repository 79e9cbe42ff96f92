import { Refusal } from "../operations/cloud.ts";
import { UNKNOWN, type Value, type Values } from "../wire/values.ts";
import { type ComponentContext, type ComponentMaker, reference } from "./component.ts";

/** Simulates `awsx.lb.TargetGroupAttachment`: an attachment, and for a function the permission to call it. */
export const targetGroupAttachment: ComponentMaker = async (context) => {
  const { inputs, name } = context;
  one(inputs, ["targetGroup", "targetGroupArn"]);
  const kind = one(inputs, ["instance", "instanceId", "lambda", "lambdaArn"]);
  const group = await groupOf(context);
  const permission = kind.startsWith("lambda") ? await permissionFor(context, group.arn ?? UNKNOWN) : undefined;
  const target = permission ? { targetId: await functionArn(context) } : await instanceTarget(context, group);
  const attachment = await context.child(
    "aws:lb/targetGroupAttachment:TargetGroupAttachment",
    name,
    { ...target, targetGroupArn: group.arn ?? UNKNOWN },
    { dependsOn: permission ? [permission] : [] },
  );
  return {
    targetGroupAttachment: reference(attachment),
    ...(permission ? { lambdaPermission: reference(permission) } : {}),
  };
};

function one(inputs: Values, names: readonly string[]): string {
  const [given, ...more] = names.filter((name) => inputs[name] !== undefined);
  if (given !== undefined && more.length === 0) return given;
  throw new Refusal(`Exactly 1 of [${names.join("], [")}] must be provided`);
}

async function groupOf(context: ComponentContext): Promise<Values> {
  const { targetGroup, targetGroupArn } = context.inputs;
  if (targetGroupArn === undefined) return context.outputsOf(targetGroup);
  if (targetGroupArn === UNKNOWN) return { arn: UNKNOWN, targetType: UNKNOWN };
  return context.invoke("aws:lb/getTargetGroup:getTargetGroup", { arn: targetGroupArn });
}

/** An instance is attached by its id, or by its address where the group takes addresses. */
async function instanceTarget(context: ComponentContext, group: Values): Promise<Values> {
  const found = await instanceOf(context);
  const type = group.targetType ?? UNKNOWN;
  const targetId = type === UNKNOWN ? UNKNOWN : type === "instance" ? found.id : found.privateIp;
  return { targetId: targetId ?? UNKNOWN, availabilityZone: found.availabilityZone ?? UNKNOWN };
}

async function instanceOf(context: ComponentContext): Promise<Values> {
  const { instance, instanceId } = context.inputs;
  if (instanceId === undefined) return context.outputsOf(instance);
  return instanceId === UNKNOWN ? {} : context.invoke("aws:ec2/getInstance:getInstance", { instanceId });
}

async function functionArn(context: ComponentContext): Promise<Value> {
  const { lambda, lambdaArn } = context.inputs;
  return lambdaArn ?? (await context.outputsOf(lambda)).arn ?? UNKNOWN;
}

async function permissionFor(context: ComponentContext, sourceArn: Value) {
  const { lambda, lambdaArn } = context.inputs;
  return context.child("aws:lambda/permission:Permission", context.name, {
    action: "lambda:InvokeFunction",
    function: lambdaArn ?? (await context.outputsOf(lambda)).name ?? UNKNOWN,
    principal: "elasticloadbalancing.amazonaws.com",
    sourceArn,
  });
}
