// Meaning of complete terminal escape sequences.
import {own} from '../../text/own.js';

/** A key by name, a focus change, the start of a paste, an answer to a query of papertop, or undefined for other sequences. */
export type Meaning =
  | {type: 'key'; name: string; text?: string}
  | {type: 'focus'; focused: boolean}
  | {type: 'paste-start'}
  | {type: 'answer'}
  | undefined;

const letters: Readonly<Record<string, string>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  F: 'end',
  H: 'home',
  P: 'f1',
  Q: 'f2',
  R: 'f3',
  S: 'f4',
};

const numbers: Readonly<Record<string, string>> = {
  1: 'home',
  2: 'insert',
  3: 'delete',
  4: 'end',
  5: 'pgup',
  6: 'pgdn',
  7: 'home',
  8: 'end',
  11: 'f1',
  12: 'f2',
  13: 'f3',
  14: 'f4',
  15: 'f5',
  17: 'f6',
  18: 'f7',
  19: 'f8',
  20: 'f9',
  21: 'f10',
  23: 'f11',
  24: 'f12',
};

const linuxConsole: Readonly<Record<string, string>> = {A: 'f1', B: 'f2', C: 'f3', D: 'f4', E: 'f5'};

const controls: Readonly<Record<number, string>> = {
  0: 'ctrl-space',
  8: 'backspace',
  9: 'tab',
  10: 'enter',
  13: 'enter',
  27: 'esc',
  28: 'ctrl-\\',
  29: 'ctrl-]',
  30: 'ctrl-^',
  31: 'ctrl-_',
  127: 'backspace',
};

/** The key that sends a control character (code below 32, or 127). A line feed is Enter, as in scripts and pasted text. */
export function controlName(code: number): string {
  return controls[code] ?? `ctrl-${String.fromCharCode(code + 96)}`;
}

/**
 * Interprets a control sequence (CSI).
 * @param body the text between `ESC [` and the final character
 * @param final the final character
 * @see https://invisible-island.net/xterm/ctlseqs/ctlseqs.html
 */
export function meaningOfCsi(body: string, final: string): Meaning {
  if (body.startsWith('[')) return keyNamed(own(linuxConsole, final), 1);
  if (!/^[\d;:]*$/.test(body)) return undefined;
  const [first = '', second = '', third = ''] = body.split(';');
  const modifiers = Number(second.split(':')[0] || '1');
  if (/^\d+:3$/.test(second)) return undefined; // the kitty protocol's "released"
  switch (final) {
    case '~':
      if (first === '200') return {type: 'paste-start'};
      if (first === '27' && third !== '') return keyOfCode(Number(third), modifiers);
      return keyNamed(own(numbers, first), modifiers);
    case '^': // rxvt's Ctrl
      return keyNamed(own(numbers, first), 5);
    case 'I':
    case 'O':
      return body === '' ? {type: 'focus', focused: final === 'I'} : undefined;
    case 'Z':
      return {type: 'key', name: 'shift-tab'};
    case 'u':
      return body === '' ? undefined : keyOfCode(Number(first.split(':')[0]), modifiers);
    case 'n':
      return body === '0' ? {type: 'answer'} : undefined;
    case 'R': // with numbers it is the answer to "where is the cursor", which would look like F3 with modifiers
      return body === '' ? keyNamed('f3', 1) : undefined;
    default:
      return first === '' || first === '1' ? keyNamed(own(letters, final), modifiers) : undefined;
  }
}

/** Interprets `ESC O` and a letter: keys of the application keypad, and F1 to F4. */
export function meaningOfSs3(final: string): Meaning {
  if (final === 'M') return keyNamed('enter', 1);
  return keyNamed(own(letters, final), 1);
}

/** A key by its Unicode code point, as sent with the kitty keyboard protocol or xterm's modifyOtherKeys. */
function keyOfCode(code: number, modifiers: number): Meaning {
  if (!Number.isInteger(code) || code < 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  if (code < 32 || code === 127) return keyNamed(controlName(code), modifiers);
  if (code >= 0xe000 && code <= 0xf8ff) return undefined; // keypads, media keys, lone modifiers
  const character = String.fromCodePoint(code);
  const isShifted = ((modifiers - 1) & 1) === 1;
  const typed = isShifted ? character.toUpperCase() : character;
  if (((modifiers - 1) & 0b101110) === 0) return {type: 'key', name: typed === ' ' ? 'space' : typed, text: typed};
  return keyNamed(character === ' ' ? 'space' : character, modifiers);
}

/** @param modifiers 1 + Shift 1 + Alt 2 + Ctrl 4 + Super 8 + Hyper 16 + Meta 32; Meta counts as Alt, lock keys are ignored */
function keyNamed(name: string | undefined, modifiers: number): Meaning {
  if (name === undefined) return undefined;
  const bits = Number.isSafeInteger(modifiers) && modifiers > 0 ? modifiers - 1 : 0;
  const ctrl = bits & 4 ? 'ctrl-' : '';
  const alt = bits & 0b100010 ? 'alt-' : '';
  const shift = bits & 1 ? 'shift-' : '';
  return {type: 'key', name: `${ctrl}${alt}${shift}${name}`};
}
