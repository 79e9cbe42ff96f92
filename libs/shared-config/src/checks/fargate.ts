/** MiB of memory that Fargate offers with each number of CPU units. */
interface FargateRow {
  readonly cpu: number;
  readonly smallest: number;
  readonly largest: number;
  readonly step: number;
}

/** Source: Amazon ECS Developer Guide, "Task definition parameters for Fargate", task size. 256 also offers 512. */
const FARGATE: readonly FargateRow[] = [
  { cpu: 256, smallest: 512, largest: 2048, step: 512 },
  { cpu: 512, smallest: 1024, largest: 4096, step: 1024 },
  { cpu: 1024, smallest: 2048, largest: 8192, step: 1024 },
  { cpu: 2048, smallest: 4096, largest: 16_384, step: 1024 },
  { cpu: 4096, smallest: 8192, largest: 30_720, step: 1024 },
  { cpu: 8192, smallest: 16_384, largest: 61_440, step: 4096 },
  { cpu: 16_384, smallest: 32_768, largest: 122_880, step: 8192 },
];

/** MiB of memory that go with CPU units on Fargate, ascending; empty for CPU units that do not exist. */
export function fargateMemory(cpu: number): number[] {
  const row = FARGATE.find((candidate) => candidate.cpu === cpu);
  if (row === undefined) return [];
  // 256 CPU units come with 512, 1024 or 2048: the one row with a gap.
  if (row.cpu === 256) return [512, 1024, 2048];
  const count = (row.largest - row.smallest) / row.step + 1;
  return Array.from({ length: count }, (_, index) => row.smallest + index * row.step);
}
