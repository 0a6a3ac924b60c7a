// Emulated terminals, from @xterm/headless.
import {createRequire} from 'node:module';
import type {IBufferCell, Terminal} from '@xterm/headless';

// Node cannot detect the named exports of this CommonJS package.
const {Terminal: TerminalClass} = createRequire(import.meta.url)('@xterm/headless') as {
  Terminal: typeof Terminal;
};

/** An emulated terminal. */
export function createTerminal(columns: number, rows: number): Terminal {
  return new TerminalClass({cols: columns, rows, allowProposedApi: true, scrollback: 200});
}

/** Feeds bytes to the emulation. Resolves when they are processed. */
export function feed(terminal: Terminal, data: string | Uint8Array): Promise<void> {
  return new Promise(resolve => terminal.write(data, resolve));
}

export interface Cell {
  text: string;
  width: number;
  /** Colours and attributes as text, for comparison. */
  style: string;
}

/** A non-zero number for each attribute that the cell has. */
export function attributesOf(cell: IBufferCell): readonly number[] {
  return [
    cell.isBold(),
    cell.isDim(),
    cell.isItalic(),
    cell.isUnderline(),
    cell.isBlink(),
    cell.isInverse(),
    cell.isInvisible(),
    cell.isStrikethrough(),
  ];
}

export function cellAt(terminal: Terminal, x: number, y: number): Cell {
  const buffer = terminal.buffer.active;
  const cell = buffer.getLine(buffer.baseY + y)?.getCell(x);
  if (!cell) return {text: '', width: 0, style: ''};
  const attributes = attributesOf(cell).map(value => (value ? 1 : 0));
  const foreground = `${cell.getFgColorMode()}:${cell.getFgColor()}`;
  const background = `${cell.getBgColorMode()}:${cell.getBgColor()}`;
  return {
    text: cell.getChars() || (cell.getWidth() === 0 ? '' : ' '),
    width: cell.getWidth(),
    style: `${foreground} ${background} ${attributes.join('')}`,
  };
}

/** One row of the screen as text, without trailing blanks. */
export function lineOf(terminal: Terminal, y: number): string {
  const buffer = terminal.buffer.active;
  return buffer.getLine(buffer.baseY + y)?.translateToString(true) ?? '';
}

/** The whole screen as text. */
export function screenOf(terminal: Terminal): string {
  return Array.from({length: terminal.rows}, (_, y) => lineOf(terminal, y)).join('\n');
}
