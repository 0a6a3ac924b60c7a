// Encodes cell changes as terminal bytes: cursor movement, styles, characters.
import {isDoubtful} from './cells.js';
import {plainStyle, type Style, transition} from './style.js';

/**
 * Encodes a sequence of cell changes and tracks the terminal's cursor and style. Rows and columns count from 0. Autowrap is off,
 * so writing in the last column does not start a new row.
 */
export class Pen {
  /** The bytes so far. */
  out = '';
  private row = -1;
  /** -1 when unknown, as after the last column. */
  private column = -1;
  private style: Style;

  /** @param style the terminal's present style; -1 when unknown */
  constructor(
    private readonly columns: number,
    style: Style,
  ) {
    this.style = style;
  }

  /** The terminal's style after the bytes so far. */
  get endStyle(): Style {
    return this.style;
  }

  isAt(row: number, column: number): boolean {
    return this.row === row && this.column === column;
  }

  /** Moves the cursor by the shortest sequence that cannot scroll. */
  moveTo(row: number, column: number): void {
    if (this.isAt(row, column)) return;
    this.out += this.row < 0 ? absolute(row, column) : shortest(this.movesTo(row, column));
    this.row = row;
    this.column = column;
  }

  setStyle(style: Style): void {
    if (style === this.style) return;
    this.out += this.style < 0 ? `\x1b[m${transition(plainStyle, style)}` : transition(this.style, style);
    this.style = style;
  }

  /** Writes one character of `width` cells. Where terminals disagree about its width, the cursor counts as unknown after it. */
  write(character: string, width: number): void {
    if (width > 1 && isDoubtful(character)) {
      this.out += `\x1b[${width}X${character}`;
      this.column = -1;
      return;
    }
    this.out += character;
    this.column += width;
    if (this.column >= this.columns || isDoubtful(character)) this.column = -1;
  }

  /** Erases from the cursor to the end of the row. */
  eraseToEnd(): void {
    this.setStyle(plainStyle);
    this.out += '\x1b[K';
  }

  /** Scrolls the rows `top` to `bottom` up by `by` rows (down when negative); the rows that come in are blank. */
  scroll(top: number, bottom: number, by: number): void {
    this.setStyle(plainStyle);
    this.out += `\x1b[${top + 1};${bottom + 1}r\x1b[${Math.abs(by)}${by > 0 ? 'S' : 'T'}\x1b[r`;
    this.row = 0;
    this.column = 0;
  }

  private movesTo(row: number, column: number): string[] {
    const moves = [absolute(row, column)];
    if (row === this.row) {
      if (column === 0) moves.push('\r');
      else moves.push(`\x1b[${column + 1}G`);
      if (this.column >= 0) moves.push(sideways(column - this.column));
    } else if (row > this.row) {
      if (column === 0) moves.push(count(row - this.row, 'E'));
      else if (column === this.column) moves.push(count(row - this.row, 'B'));
    } else if (column === this.column) moves.push(count(this.row - row, 'A'));
    return moves;
  }
}

function sideways(by: number): string {
  if (by > 0) return count(by, 'C');
  return by >= -4 ? '\b'.repeat(-by) : count(-by, 'D');
}

function absolute(row: number, column: number): string {
  if (column > 0) return `\x1b[${row + 1};${column + 1}H`;
  return row > 0 ? `\x1b[${row + 1}H` : '\x1b[H';
}

function count(by: number, final: string): string {
  return by === 1 ? `\x1b[${final}` : `\x1b[${by}${final}`;
}

function shortest(moves: readonly string[]): string {
  return moves.reduce((best, move) => (move.length < best.length ? move : best));
}
