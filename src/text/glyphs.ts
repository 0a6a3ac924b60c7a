// Symbols that the screens draw with, in Unicode and in ASCII (--ascii).

export interface Glyphs {
  readonly horizontal: string;
  readonly vertical: string;
  readonly topLeft: string;
  readonly topRight: string;
  readonly bottomLeft: string;
  readonly bottomRight: string;
  readonly cursor: string;
  readonly mark: string;
  readonly ascending: string;
  readonly descending: string;
  readonly failed: string;
  readonly done: string;
  readonly moving: string;
  readonly unsure: string;
  readonly separator: string;
  readonly dash: string;
  readonly range: string;
  readonly up: string;
  readonly down: string;
}

const UNICODE: Glyphs = {
  horizontal: '─',
  vertical: '│',
  topLeft: '╭',
  topRight: '╮',
  bottomLeft: '╰',
  bottomRight: '╯',
  cursor: '▌',
  mark: '✓',
  ascending: '▲',
  descending: '▼',
  failed: '✖',
  done: '✓',
  moving: '◐',
  unsure: '?',
  separator: '·',
  dash: '–',
  range: '–',
  up: '↑',
  down: '↓',
};

const ASCII: Glyphs = {
  horizontal: '-',
  vertical: '|',
  topLeft: '+',
  topRight: '+',
  bottomLeft: '+',
  bottomRight: '+',
  cursor: '>',
  mark: '*',
  ascending: '^',
  descending: 'v',
  failed: 'x',
  done: '+',
  moving: '>',
  unsure: '?',
  separator: '-',
  dash: '-',
  range: '-',
  up: '^',
  down: 'v',
};

/** The symbols to draw with. */
export function glyphsOf(isAscii: boolean): Glyphs {
  return isAscii ? ASCII : UNICODE;
}
