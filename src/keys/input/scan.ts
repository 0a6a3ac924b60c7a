// Splits terminal input into text, control characters and escape sequences.

/** A piece of terminal input, with the index at which it ends. */
export type Piece =
  | {kind: 'text'; end: number}
  | {kind: 'control'; end: number}
  | {kind: 'csi'; end: number; body: string; final: string}
  | {kind: 'ss3'; end: number; final: string}
  | {kind: 'meta'; end: number; key: string}
  | {kind: 'string'; end: number}
  | {kind: 'ignored'; end: number}
  | {kind: 'incomplete'};

const incomplete: Piece = {kind: 'incomplete'};
const esc = 0x1b;
const textRun = /[^\x00-\x1f\x7f]+/y;

/**
 * Scans the piece of input that starts at `start`. Purely syntactic; sequences.ts interprets the pieces.
 * @param input the input that was not consumed yet
 */
export function scan(input: string, start: number): Piece {
  const code = input.charCodeAt(start);
  if (code === esc) return scanEscape(input, start);
  if (code < 32 || code === 127) return {kind: 'control', end: start + 1};
  textRun.lastIndex = start;
  textRun.test(input);
  return {kind: 'text', end: textRun.lastIndex};
}

function scanEscape(input: string, start: number): Piece {
  const next = input[start + 1];
  switch (next) {
    case undefined:
      return incomplete;
    case '\x1b': // Escape pressed twice, or Escape before a sequence
      return {kind: 'control', end: start + 1};
    case '[':
      return scanCsi(input, start);
    case 'O':
      return scanSs3(input, start);
    case ']':
      return scanString(input, start, /[\dlLI]/);
    case 'P':
      return scanString(input, start, /[\d>$!+|{]/);
    case '_':
      return scanString(input, start, /G/);
    default:
      return {kind: 'meta', end: start + 1 + lengthOfCharacter(input, start + 1), key: characterAt(input, start + 1)};
  }
}

function scanCsi(input: string, start: number): Piece {
  const from = start + 2;
  if (input[from] === '[') {
    const final = input[from + 1];
    if (final === undefined) return incomplete;
    return isFinal(final) ? {kind: 'csi', end: from + 2, body: '[', final} : {kind: 'ignored', end: from + 1};
  }
  for (let at = from; at < input.length; at += 1) {
    const code = input.charCodeAt(at);
    if (code >= 0x20 && code <= 0x3f) continue;
    if (code < 0x40 || code > 0x7e) return {kind: 'ignored', end: at};
    // The X10 mouse report has three characters after its final M.
    if (at === from && code === 0x4d) return at + 3 < input.length ? {kind: 'ignored', end: at + 4} : incomplete;
    return {kind: 'csi', end: at + 1, body: input.slice(from, at), final: input.charAt(at)};
  }
  return incomplete;
}

function scanSs3(input: string, start: number): Piece {
  let at = start + 2;
  while (isDigitOrSeparator(input.charCodeAt(at))) at += 1;
  const final = input[at];
  if (final === undefined) return incomplete;
  return isFinal(final) ? {kind: 'ss3', end: at + 1, final} : {kind: 'ignored', end: at};
}

/** Scans the start of a terminal's string (OSC, DCS, APC). If it is none, the character was typed with Alt. */
function scanString(input: string, start: number, firstCharacter: RegExp): Piece {
  const first = input[start + 2];
  if (first === undefined) return incomplete;
  if (firstCharacter.test(first)) return {kind: 'string', end: start + 2};
  return {kind: 'meta', end: start + 2, key: input.charAt(start + 1)};
}

/**
 * Finds the end of a terminal's string (OSC, DCS, APC) that began before `start`.
 * @returns the index after its end, or undefined if it is incomplete, in which case all but a trailing Escape can be dropped
 */
export function endOfString(input: string, start: number): number | undefined {
  for (let at = start; at < input.length; at += 1) {
    const code = input.charCodeAt(at);
    if (code === 0x07 || code === 0x9c || code === 0x18 || code === 0x1a) return at + 1;
    if (code !== esc) continue;
    if (at + 1 >= input.length) return undefined;
    return input[at + 1] === '\\' ? at + 2 : at;
  }
  return undefined;
}

function isFinal(character: string): boolean {
  return character >= '@' && character <= '~';
}

function isDigitOrSeparator(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || code === 0x3b;
}

function characterAt(input: string, at: number): string {
  return String.fromCodePoint(input.codePointAt(at) ?? 0);
}

function lengthOfCharacter(input: string, at: number): number {
  return (input.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
