import type { Value } from "../../wire/values.ts";
import { type Block, endOf, nextBlock, overlap, parseBlock } from "./blocks.ts";
import type { PlannedSubnet, SubnetSpec } from "./subnet.ts";
import type { VpcArgs } from "./vpc-args.ts";

/** What `subnetLayout` gives back: the specs, or with "Legacy" and without specs those that the layout comes from. */
export function layoutOf(args: VpcArgs, plan: readonly PlannedSubnet[], zones: number): Value {
  const specs = args.strategy === "Legacy" ? derived(plan, zones) : (args.specs ?? derived(plan, zones));
  return specs.map(({ type, name, cidrBlocks, cidrMask }) => ({
    type,
    ...(name === undefined ? {} : { name }),
    ...(cidrBlocks === undefined ? {} : { cidrBlocks }),
    ...(cidrMask === undefined ? {} : { cidrMask, size: 2 ** (32 - cidrMask) }),
  }));
}

/** As many rows as a zone has, from the first on, and the gaps between them: as the real component derives it. */
function derived(plan: readonly PlannedSubnet[], zones: number): readonly SubnetSpec[] {
  let previous: Block | undefined;
  return plan.slice(0, plan.length / zones).flatMap((row) => {
    const block = parseBlock(row.cidrBlock);
    const gaps = previous ? gapsBetween(previous, block) : [];
    previous = block;
    return [
      ...gaps.map(({ prefix }): SubnetSpec => ({ type: "Unused", cidrMask: prefix })),
      { ...row.spec, cidrMask: block.prefix },
    ];
  });
}

/** The widest blocks that fill the space between two others. */
function gapsBetween(one: Block, other: Block): readonly Block[] {
  const [start, end] = one.start < other.start ? [one, other] : [other, one];
  const gaps: Block[] = [];
  let previous = start;
  for (let next = nextBlock(start, start.prefix); next.start < end.start; next = nextBlock(next, next.prefix)) {
    next = widest(next, { start: endOf(previous), prefix: 32 }, { start: end.start, prefix: 32 });
    gaps.push(next);
    previous = next;
  }
  return gaps;
}

function widest(block: Block, before: Block, after: Block): Block {
  let widening = block;
  for (;;) {
    const prefix = widening.prefix - 1;
    const wider = { start: widening.start - (widening.start % 2 ** (32 - prefix)), prefix };
    if (overlap(wider, before) || overlap(wider, after)) return widening;
    widening = wider;
  }
}
