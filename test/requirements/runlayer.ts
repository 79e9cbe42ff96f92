import { containersOf } from "../lives/containers.ts";
import type { lived } from "../lives/lived.ts";

type Life = ReturnType<typeof lived>;

/** The inputs of an ECS service of a name. */
export const service = (life: Life, name: string) =>
  life.all("aws:ecs/service:Service").find(({ inputs }) => inputs.name === name)?.inputs;

/** A container of a task definition. */
export const container = (life: Life, family: string, name: string) =>
  containersOf(life, family).find((each) => each.name === name);
