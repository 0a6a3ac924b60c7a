// The theme: a style for each meaning of text. It uses the terminal's own 16 colours, no backgrounds and one accent colour.
// Each style exists as props of Ink's Text and as SGR sequences around a painted text.
import {type Line, toAscii} from '../../src/text/lines.js';
import {printable} from '../../src/text/printable.js';

/** Props of Ink's `Text`: `<Text {...theme.title.text}>`. */
export interface TextStyle {
  readonly color?: 'cyan' | 'green' | 'yellow' | 'red';
  readonly bold?: boolean;
  readonly dimColor?: boolean;
  readonly inverse?: boolean;
  readonly underline?: boolean;
}

/** A style in both forms. */
export interface Style {
  readonly text: TextStyle;
  /** The SGR sequence before the text. */
  readonly open: string;
  /** The SGR sequence after the text. */
  readonly close: string;
}

const STYLES = {
  /** Most text. */
  plain: {},
  /** Secondary text: labels, units, rules, machines that are off. */
  quiet: {dimColor: true},
  /** Names of screens, dialogs and panes. */
  title: {bold: true},
  /** The accent colour: cursor, prompts, chosen items. */
  accent: {color: 'cyan'},
  /** The focused name, tab or label. */
  focus: {color: 'cyan', bold: true},
  /** A key name. */
  key: {color: 'cyan', bold: true},
  /** The focused button. */
  button: {inverse: true},
  /** The caret of a text field. */
  caret: {inverse: true},
  /** A good state: ready, settled, available. */
  good: {color: 'green'},
  /** Work in progress. */
  moving: {color: 'yellow'},
  /** Needs attention; nothing has failed. */
  warn: {color: 'yellow'},
  /** A bad state: failed, refused, destroyed. */
  bad: {color: 'red'},
  /** Actions that destroy something. */
  danger: {color: 'red', bold: true},
} as const satisfies Readonly<Record<string, TextStyle>>;

/** The meaning that selects a style. */
export type StyleName = keyof typeof STYLES;

const COLOUR_CODES = {cyan: 36, green: 32, yellow: 33, red: 31} as const;

/** The styles by meaning. Read a style when painting and do not keep it: {@link disableColours} replaces all of them. */
export const theme: Readonly<Record<StyleName, Style>> = styles(true);

/** Removes colours for NO_COLOR and --no-color; bold, dim and inverse remain. Call it once, before anything is painted. */
export function disableColours(): void {
  Object.assign(theme, styles(false));
}

/** The text with the SGR sequences of a style; unchanged if it is empty or the style is plain. */
export function paint(name: StyleName, text: string): string {
  const {open, close} = theme[name];
  return text === '' || open === '' ? text : open + text + close;
}

/**
 * The line as one string with SGR sequences, which neighbours of one style share. `isAscii` replaces papertop's own typographic
 * characters with ASCII.
 */
export function paintLine(line: Line, isAscii = false): string {
  let painted = '';
  let pending = '';
  let style: StyleName = 'plain';
  for (const {text, tone} of line) {
    // Blanks show no colour. They keep the style of the text before them, which saves escape sequences.
    if (tone !== style && text.trim() !== '') {
      painted += paint(style, pending);
      pending = '';
      style = tone;
    }
    pending += printable(isAscii ? toAscii(text) : text);
  }
  return painted + paint(style, pending);
}

function styles(hasColours: boolean): Record<StyleName, Style> {
  const made = Object.entries(STYLES).map(([name, style]) => [name, styleOf(style, hasColours)]);
  return Object.fromEntries(made) as Record<StyleName, Style>;
}

function styleOf(style: TextStyle, hasColours: boolean): Style {
  const {color, ...colourless} = style;
  const text: TextStyle = hasColours ? style : colourless;
  const open: number[] = [];
  const close: number[] = [];
  if (text.bold) open.push(1);
  if (text.dimColor) open.push(2);
  if (text.bold || text.dimColor) close.push(22);
  if (text.underline) {
    open.push(4);
    close.push(24);
  }
  if (text.inverse) {
    open.push(7);
    close.push(27);
  }
  if (hasColours && color) {
    open.push(COLOUR_CODES[color]);
    close.push(39);
  }
  return {text, open: sgr(open), close: sgr(close)};
}

function sgr(codes: readonly number[]): string {
  return codes.length === 0 ? '' : `\u001b[${codes.join(';')}m`;
}
