// Cell styles as numbers, and the SGR sequences between them.
import {memo} from '../../text/memo.js';

/** Colours and attributes of a cell, as an index into a table: equal styles have equal numbers, 0 is the terminal's default. */
export type Style = number;

export const plainStyle: Style = 0;

interface Look {
  foreground: string;
  background: string;
  /** Bit n: SGR attribute n + 1 (bold, dim, italic, underline, blink, …, strike). */
  attributes: number;
}

const looks: Look[] = [{foreground: '', background: '', attributes: 0}];
const numbers = new Map<string, Style>([['||0', plainStyle]]);
/** Bounds memory; far more than any theme has. Further styles are shown as plain. */
const styleLimit = 10_000;

function intern(look: Look): Style {
  const key = `${look.foreground}|${look.background}|${look.attributes}`;
  const known = numbers.get(key);
  if (known !== undefined) return known;
  if (looks.length >= styleLimit) return plainStyle;
  numbers.set(key, looks.length);
  looks.push(look);
  return looks.length - 1;
}

function lookOf(style: Style): Look {
  return looks[style] ?? {foreground: '', background: '', attributes: 0};
}

/** Attributes that are visible on a space: underline, inverse, strike. */
const shownByBlank = (1 << 3) | (1 << 6) | (1 << 8);

/** Whether a space in this style looks like one in the plain style. */
export function isUnseenOnBlank(style: Style): boolean {
  const {background, attributes} = lookOf(style);
  return background === '' && (attributes & shownByBlank) === 0;
}

const applied = memo(2000, (key: string): Style => {
  const at = key.indexOf(' ');
  return intern(applyCodes(lookOf(Number(key.slice(0, at))), key.slice(at + 1)));
});

/** Returns the style after an SGR sequence. @param codes the text between `ESC [` and `m` */
export function applySgr(style: Style, codes: string): Style {
  return codes === '' || codes === '0' ? plainStyle : applied(`${style} ${codes}`);
}

function applyCodes(before: Look, codes: string): Look {
  const look = {...before};
  const list = codes.split(';');
  for (let index = 0; index < list.length; index += 1) {
    const code = Number(list[index]?.split(':')[0] || '0');
    if (code === 38 || code === 48) {
      const color = extendedColor(list, index);
      if (code === 38) look.foreground = color.codes;
      else look.background = color.codes;
      index += color.used;
    } else applyCode(look, code);
  }
  return look;
}

function applyCode(look: Look, code: number): void {
  if (code === 0) Object.assign(look, {foreground: '', background: '', attributes: 0});
  else if (code === 6)
    look.attributes |= 1 << 4; // two speeds of blinking count as one
  else if (code <= 9) look.attributes |= 1 << (code - 1);
  else if (code === 21)
    look.attributes |= 1 << 3; // a second underline
  else if (code === 22)
    look.attributes &= ~0b11; // bold and dim end together
  else if (code > 22 && code <= 29) look.attributes &= ~(1 << (code - 21));
  else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) look.foreground = String(code);
  else if ((code >= 40 && code <= 47) || (code >= 100 && code <= 107)) look.background = String(code);
  else if (code === 39) look.foreground = '';
  else if (code === 49) look.background = '';
}

/** Returns the codes of a 256-colour or true colour, and the number of parameters after the first that they take. */
function extendedColor(list: readonly string[], index: number): {codes: string; used: number} {
  const first = list[index] ?? '';
  if (first.includes(':')) return {codes: first, used: 0};
  const used = list[index + 1] === '5' ? 2 : list[index + 1] === '2' ? 4 : 0;
  const codes = list.slice(index, index + used + 1);
  const isWhole = used > 0 && codes.length === used + 1 && codes.every(code => /^\d{1,3}$/.test(code));
  return {codes: isWhole ? codes.join(';') : '', used};
}

const transitions = memo(4000, (key: number): string => {
  const from = lookOf(Math.floor(key / styleLimit));
  const to = lookOf(key % styleLimit);
  const change = changeOf(from, to).join(';');
  const anew = ['0', ...codesOf(to)].join(';');
  return `\x1b[${change.length <= anew.length ? change : anew}m`;
});

/** Returns the shortest SGR sequence that changes the terminal from one style to another. */
export function transition(from: Style, to: Style): string {
  if (from === to) return '';
  return to === plainStyle ? '\x1b[m' : transitions(from * styleLimit + to);
}

function codesOf(look: Look): string[] {
  return changeOf({foreground: '', background: '', attributes: 0}, look);
}

function changeOf(from: Look, to: Look): string[] {
  const codes: string[] = [];
  let kept = from.attributes;
  if (kept & ~to.attributes & 0b11) {
    codes.push('22');
    kept &= ~0b11;
  }
  for (let bit = 2; bit < 9; bit += 1) {
    if (kept & ~to.attributes & (1 << bit)) codes.push(String(bit + 21));
  }
  for (let bit = 0; bit < 9; bit += 1) {
    if (to.attributes & ~kept & (1 << bit)) codes.push(String(bit + 1));
  }
  if (from.foreground !== to.foreground) codes.push(to.foreground || '39');
  if (from.background !== to.background) codes.push(to.background || '49');
  return codes;
}
