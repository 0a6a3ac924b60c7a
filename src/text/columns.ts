// Layout of blocks of lines in columns.
import {emptyLine, fitLine, type Line, span} from './lines.js';

type Block = readonly Line[];

/**
 * Lays the blocks out in order, column by column, in at most `columns` columns of `width` cells with `gap` cells between
 * them. Blocks of a column are separated by a blank line. The height of the longest column is minimal.
 */
export function inColumns(blocks: readonly Block[], columns: number, width: number, gap: number): Line[] {
  return sideBySide(balanced(blocks, columns).map(stacked), width, gap);
}

/** Lays the blocks out in `columns` columns like {@link inColumns}, but puts each block into the currently shortest column. */
export function acrossColumns(blocks: readonly Block[], columns: number, width: number, gap: number): Line[] {
  const filled: Block[] = Array.from({length: columns}, () => []);
  for (const block of blocks) {
    const shortest = filled.reduce(
      (best, column, index) => (column.length < (filled[best]?.length ?? 0) ? index : best),
      0,
    );
    filled[shortest] = stacked([filled[shortest] ?? [], block].filter(part => part.length > 0));
  }
  return sideBySide(filled, width, gap);
}

function sideBySide(columns: readonly Block[], width: number, gap: number): Line[] {
  const height = Math.max(0, ...columns.map(column => column.length));
  return Array.from({length: height}, (_, row) =>
    columns.flatMap((column, index) => [
      ...(index > 0 ? [span(' '.repeat(gap))] : []),
      ...fitLine(column[row] ?? emptyLine, width),
    ]),
  );
}

function balanced(blocks: readonly Block[], columns: number): Block[][] {
  let height = Math.max(0, ...blocks.map(block => block.length));
  for (;;) {
    const filled = filledTo(blocks, height);
    if (filled.length <= columns) return filled;
    height += 1;
  }
}

function filledTo(blocks: readonly Block[], height: number): Block[][] {
  const columns: Block[][] = [];
  let used = 0;
  for (const block of blocks) {
    const column = columns.at(-1);
    if (column === undefined || used + 1 + block.length > height) {
      columns.push([block]);
      used = block.length;
    } else {
      column.push(block);
      used += 1 + block.length;
    }
  }
  return columns;
}

function stacked(blocks: readonly Block[]): Block {
  return blocks.flatMap((block, index) => (index === 0 ? block : [emptyLine, ...block]));
}
