// Meaning → look: the terminal's own 16 colours, no painted backgrounds, one accent. Each look is given twice, as props of
// Ink's Text and as the escape sequences around a painted text.
import {type Line, toAscii} from '../../src/text/lines.js';

/** Props of Ink's `Text`: `<Text {...theme.title.text}>`. */
export interface TextLook {
  readonly color?: 'cyan' | 'green' | 'yellow' | 'red';
  readonly bold?: boolean;
  readonly dimColor?: boolean;
  readonly inverse?: boolean;
  readonly underline?: boolean;
}

export interface Look {
  readonly text: TextLook;
  /** What stands before a painted text. */
  readonly open: string;
  /** What stands after it. */
  readonly close: string;
}

const LOOKS = {
  /** Most text. */
  plain: {},
  /** Secondary text: labels, units, rules, what is off. */
  quiet: {dimColor: true},
  /** Names of screens, dialogs and panes. */
  title: {bold: true},
  /** The one colour that is ours: cursor, prompts, what is chosen. */
  accent: {color: 'cyan'},
  /** The name under the cursor. */
  focus: {color: 'cyan', bold: true},
  /** A key that can be pressed. */
  key: {color: 'cyan', bold: true},
  /** The button that Enter would press. */
  button: {inverse: true},
  /** The place where typed text goes. */
  caret: {inverse: true},
  /** Ready, settled, available. */
  good: {color: 'green'},
  /** On its way. */
  moving: {color: 'yellow'},
  /** Needs a look soon; nothing is broken. */
  warn: {color: 'yellow'},
  /** Failed, refused, destroyed. */
  bad: {color: 'red'},
  /** The word that destroys something. */
  danger: {color: 'red', bold: true},
} as const satisfies Readonly<Record<string, TextLook>>;

export type Meaning = keyof typeof LOOKS;

const COLOUR_CODES = {cyan: 36, green: 32, yellow: 33, red: 31} as const;

/** The looks by meaning. Read it when drawing, never keep a row: {@link dropColours} changes what it gives. */
export const theme: Readonly<Record<Meaning, Look>> = rows(true);

/** For NO_COLOR and --no-color, once, before anything is drawn: colours go; bold, dim and inverse stay. */
export function dropColours(): void {
  Object.assign(theme, rows(false));
}

/** The text in that look, for painted rows and for parts of a finished line. */
export function paint(meaning: Meaning, text: string): string {
  const {open, close} = theme[meaning];
  return text === '' || open === '' ? text : open + text + close;
}

/**
 * A finished line as one styled text; neighbours of one look share their escape sequences. `isAscii` puts our own
 * typographic signs into plain ASCII.
 */
export function paintLine(line: Line, isAscii = false): string {
  let painted = '';
  let pending = '';
  let look: Meaning = 'plain';
  for (const {text, tone} of line) {
    // Blanks show no colour, so they join whatever stands before them.
    if (tone !== look && text.trim() !== '') {
      painted += paint(look, pending);
      pending = '';
      look = tone;
    }
    pending += isAscii ? toAscii(text) : text;
  }
  return painted + paint(look, pending);
}

function rows(hasColours: boolean): Record<Meaning, Look> {
  const made = Object.entries(LOOKS).map(([meaning, look]) => [meaning, lookOf(look, hasColours)]);
  return Object.fromEntries(made) as Record<Meaning, Look>;
}

function lookOf(wanted: TextLook, hasColours: boolean): Look {
  const {color, ...rest} = wanted;
  const text: TextLook = hasColours ? wanted : rest;
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
