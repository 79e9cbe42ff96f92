import { diffArrays } from "diff";

/** Some lines of a file, and how many lines of the library's text stand for them. */
interface Block {
  readonly count: number;
  readonly lines: readonly string[];
}

/** What happens at a line of the library's text. */
interface LineChange {
  readonly removed: boolean;
  /** Lines that come before it. */
  readonly inserted: readonly string[];
}

/**
 * A library writes a whole file in its own style. This takes from it what an edit has changed, and the rest from the file as
 * it was. Lines that the library wrote otherwise, side by side with others, are taken from it if the edit touches one of them.
 *
 * @param text the file as it was
 * @param before the same, as the library writes it
 * @param after the edited one, as the library writes it
 */
export function keepLines(text: string, before: string, after: string): string {
  const old = before.split("\n");
  const { changes, end } = changesOf(old, after.split("\n"));
  const result: string[] = [];
  let line = 0;
  for (const { count, lines } of blocksOf(text.split("\n"), old)) {
    const own = changes.slice(line, line + count);
    const isTouched = own.some(({ removed, inserted }, index) => removed || (index > 0 && inserted.length > 0));
    result.push(
      ...(isTouched
        ? own.flatMap(({ removed, inserted }, index) => [
            ...inserted,
            ...(removed ? [] : old.slice(line + index, line + index + 1)),
          ])
        : [...(own[0]?.inserted ?? []), ...lines]),
    );
    line += count;
  }
  return [...result, ...end].join("\n");
}

/** A block for each line that is the same in both, and one for each run of lines that are not. */
function blocksOf(text: readonly string[], old: readonly string[]): readonly Block[] {
  const blocks: Block[] = [];
  let open: { count: number; lines: readonly string[] } = { count: 0, lines: [] };
  for (const { added, removed, value, count } of diffArrays([...text], [...old])) {
    if (added) open = { ...open, count: open.count + count };
    else if (removed) open = { ...open, lines: [...open.lines, ...value] };
    else {
      blocks.push(...paired(open), ...value.map((line) => ({ count: 1, lines: [line] })));
      open = { count: 0, lines: [] };
    }
  }
  return [...blocks, ...paired(open)];
}

/** As many lines as stand for them: each for its own. */
function paired(block: Block): readonly Block[] {
  return block.count === block.lines.length ? block.lines.map((line) => ({ count: 1, lines: [line] })) : [block];
}

function changesOf(old: readonly string[], after: readonly string[]) {
  const removed = new Set<number>();
  const inserted = new Map<number, readonly string[]>();
  let line = 0;
  for (const part of diffArrays([...old], [...after])) {
    if (part.added) inserted.set(line, [...(inserted.get(line) ?? []), ...part.value]);
    else {
      for (let index = line; part.removed && index < line + part.count; index++) removed.add(index);
      line += part.count;
    }
  }
  const changes = old.map(
    (_, index): LineChange => ({ removed: removed.has(index), inserted: inserted.get(index) ?? [] }),
  );
  return { changes, end: inserted.get(old.length) ?? [] };
}
