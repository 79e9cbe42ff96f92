import { Refusal } from "../../operations/cloud.ts";
import { UNKNOWN, type Value, type Values } from "../../wire/values.ts";

/** What a task needs at least. CPU is in units (1024 a processor), memory in MiB. */
interface Size {
  readonly cpu: Value;
  readonly memory: Value;
}

/** Processors, and the gigabytes that go with them, in steps of one. Source: pulumi-awsx, ecs/fargateMemoryAndCpu.ts */
const SIZES: readonly (readonly [vcpu: number, memory: readonly number[]])[] = [
  [0.25, [0.5, 1, 2]],
  [0.5, range(1, 4)],
  [1, range(2, 8)],
  [2, range(4, 16)],
  [4, range(8, 30)],
  [8, range(16, 60)],
  [16, range(32, 120)],
];

/** The smallest size of Fargate that holds all containers, as the real component chooses it. @throws Refusal */
export function fargateSize(containers: readonly Values[]): Size {
  const values = containers.flatMap(({ cpu, memory, memoryReservation }) => [cpu, memory, memoryReservation]);
  if (values.includes(UNKNOWN)) return { cpu: UNKNOWN, memory: UNKNOWN };
  const vcpu = sum(containers.map(({ cpu }) => number(cpu))) / 1024;
  const memory = sum(containers.map((one) => number(one.memoryReservation) || number(one.memory))) / 1024;
  const fitting = SIZES.flatMap(([processors, sizes]) => sizes.map((size) => ({ vcpu: processors, memory: size })))
    .filter((size) => size.vcpu >= vcpu && size.memory >= memory)
    .sort((one, other) => one.memory - other.memory || one.vcpu - other.vcpu);
  const [best] = fitting;
  if (best) return { cpu: String(best.vcpu * 1024), memory: String(best.memory * 1024) };
  throw new Refusal(
    `Requested resources exceed the maximum allowed for Fargate. Requested: ${vcpu} vCPU and ${memory}GB. Max: 16 vCPU and 120GB.`,
  );
}

function range(low: number, high: number): readonly number[] {
  return Array.from({ length: high - low + 1 }, (_one, index) => low + index);
}

function number(value: Value | undefined): number {
  return typeof value === "number" ? value : 0;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
