// The state of the input parser between two reads, with its time limits.
import {endOfString, type Piece, scan} from './scan.js';
import {controlName, type Meaning, meaningOfCsi, meaningOfSs3} from './sequences.js';
import type {InputToken, Key} from './token.js';
import {isUnfinishedCharacter, keyOfText, keysOfText, unfinishedLength} from './typed-text.js';

/** Milliseconds after which a lone Escape byte counts as the Escape key. */
const escapeTimeoutMs = 50;
/** The same limit within a paste, where an Escape byte usually begins the end marker. */
const pasteEscapeMs = 250;
/** Milliseconds after an incomplete sequence was given up during which its rest is still recognised. */
const lateTailMs = 250;
/** Milliseconds after which a character that may begin such a rest counts as typed. */
const lateStartMs = 150;
/** Milliseconds after which other incomplete input is given up: a longer sequence, a terminal's answer, a paste without an end. */
const unfinishedTimeoutMs = 1000;
/** Maximum length of pasted text in UTF-16 units. */
const pasteLimit = 4096;

const pasteEnd = '\x1b[201~';
/** An Escape that was given up with a character after it that may be typed, or begin the rest of the sequence. */
const lateStart = /^\x1b[O\]P_]$/;
const sequenceLimit = 256;

type Draft = Omit<Key, 'at' | 'chunk'>;
/** A token without its arrival. */
export type DraftToken = Draft | Exclude<InputToken, Key>;

/** State of the parser between two reads. */
export class ParserState {
  chunk = 0;
  since = 0;
  private pending = '';
  /** The start of a sequence that was given up, whose rest may still come; '' for none. */
  private givenUp = '';
  private lateTailUntil = Number.NEGATIVE_INFINITY;
  /** Whether `pending` begins with a start that was given up, so that its keys have been delivered. */
  private isLate = false;
  private mode: 'keys' | 'string' | 'paste' = 'keys';
  private pasted = '';
  private pastedLength = 0;
  private tokens: DraftToken[] = [];

  isPending(): boolean {
    return this.pending !== '' || this.mode !== 'keys';
  }

  /** Whether the next character is not part of an incomplete sequence. */
  isIdle(now: number): boolean {
    return !this.isPending() && (this.givenUp === '' || now > this.lateTailUntil);
  }

  dueAt(): number | undefined {
    if (!this.isPending()) return undefined;
    if (this.isLate && lateStart.test(this.pending)) return this.since + lateStartMs;
    const isShort = this.pending === '\x1b' || isUnfinishedCharacter(this.pending);
    if (!isShort || this.mode === 'string') return this.since + unfinishedTimeoutMs;
    return this.since + (this.mode === 'paste' ? pasteEscapeMs : escapeTimeoutMs);
  }

  expire(now: number): DraftToken[] {
    const dueAt = this.dueAt();
    if (dueAt === undefined || now < dueAt) return [];
    const rest = this.pending;
    this.pending = '';
    if (this.mode === 'paste') this.endPaste(now);
    else if (this.mode === 'keys' && this.isLate) this.tokens.push(...keysOfText(rest.slice(1, 2)));
    else if (this.mode === 'keys') this.resolve(rest);
    if (rest === '\x1b' || (this.isLate && lateStart.test(rest))) {
      this.givenUp = rest;
      this.lateTailUntil = now + lateTailMs;
    }
    this.isLate = false;
    this.mode = 'keys';
    return this.drain();
  }

  push(chunk: string, now: number): DraftToken[] {
    if (chunk === '') return [];
    this.since = now;
    const isLate = this.givenUp !== '' && now <= this.lateTailUntil;
    const start = isLate ? this.givenUp : this.pending;
    let at = 0;
    const input = start + chunk;
    this.pending = '';
    this.givenUp = '';
    if (isLate) at = this.takeLateTail(input, start.length, now);
    else if (this.isLate) at = this.takeLateTail(input, 1, now);
    while (at < input.length) {
      if (this.mode === 'string') at = this.skipString(input, at);
      else if (this.mode === 'paste') at = this.takePaste(input, at, now);
      else at = this.takeKeys(input, at, now);
    }
    return this.drain();
  }

  private drain(): DraftToken[] {
    const tokens = this.tokens;
    this.tokens = [];
    return tokens;
  }

  private takeKeys(input: string, start: number, now: number): number {
    const piece = scan(input, start);
    if (piece.kind === 'incomplete') return this.keep(input.slice(start), input.length);
    if (piece.kind === 'text') return this.takeText(input, start, piece.end);
    if (piece.kind === 'string') this.mode = 'string';
    const meaning = meaningOf(piece, input.charCodeAt(start));
    if (meaning?.type === 'key') this.tokens.push(meaning);
    if (meaning?.type === 'answer') this.tokens.push({...meaning, at: now, chunk: this.chunk});
    if (meaning?.type === 'focus') this.tokens.push({...meaning, at: now, chunk: this.chunk});
    if (meaning?.type === 'paste-start') this.mode = 'paste';
    return piece.end;
  }

  /**
   * Takes the rest of a sequence whose start was given up, as on a slow line. It is read as what it was, except that a key is not
   * delivered again: its Escape was. Returns the index after it; `start`, the index after what was delivered already, if this is no rest.
   */
  private takeLateTail(input: string, start: number, now: number): number {
    this.isLate = false;
    const piece = scan(input, 0);
    if (piece.kind === 'incomplete') {
      this.isLate = true;
      return this.keep(input, input.length);
    }
    if (!isSequence(piece) || piece.end <= start) return start;
    const keys = this.tokens.length;
    const end = this.takeKeys(input, 0, now);
    this.tokens = this.tokens.filter((token, index) => index < keys || token.type !== 'key');
    return end;
  }

  private takeText(input: string, start: number, end: number): number {
    const text = input.slice(start, end);
    const whole = end === input.length ? text.slice(0, text.length - unfinishedLength(text)) : text;
    for (const key of keysOfText(whole)) this.tokens.push(key);
    return whole.length < text.length ? this.keep(text.slice(whole.length), end) : end;
  }

  private skipString(input: string, start: number): number {
    const end = endOfString(input, start);
    if (end === undefined) return this.keep(input.endsWith('\x1b') ? '\x1b' : '', input.length);
    this.mode = 'keys';
    return end;
  }

  private takePaste(input: string, start: number, now: number): number {
    const end = input.indexOf(pasteEnd, start);
    if (end === -1) {
      const tail = unfinishedEnd(input, start);
      this.addPasted(input.slice(start, tail));
      return this.keep(input.slice(tail), input.length);
    }
    this.addPasted(input.slice(start, end));
    this.endPaste(now);
    return end + pasteEnd.length;
  }

  private addPasted(text: string): void {
    this.pastedLength += text.length;
    if (this.pasted.length < pasteLimit) this.pasted += text.slice(0, pasteLimit - this.pasted.length);
  }

  private endPaste(now: number): void {
    const isCut = this.pastedLength > pasteLimit;
    this.tokens.push({type: 'paste', text: this.pasted.replace(/\p{Cs}/gu, ''), isCut, at: now, chunk: this.chunk});
    this.pasted = '';
    this.pastedLength = 0;
    this.mode = 'keys';
  }

  /** Resolves a sequence that timed out: to Escape, or a character typed with Alt. Longer ones are discarded. */
  private resolve(rest: string): void {
    if (rest === '\x1b') this.tokens.push({type: 'key', name: 'esc'});
    else if (/^\x1b[O[\]P_]$/.test(rest)) this.tokens.push({type: 'key', name: `alt-${rest.charAt(1)}`});
    else if (!rest.startsWith('\x1b')) this.tokens.push(...keysOfText(rest));
  }

  /** Keeps incomplete input for the next read. An overlong sequence is replaced by the start of one that is ignored. */
  private keep(rest: string, end: number): number {
    this.pending = rest.length > sequenceLimit ? '\x1b[?' : rest;
    return end;
  }
}

/** Whether this is a whole sequence, and not a letter that was typed after Escape and O. */
function isSequence(piece: Exclude<Piece, {kind: 'incomplete'}>): boolean {
  if (piece.kind === 'ss3') return meaningOfSs3(piece.final) !== undefined;
  return piece.kind === 'csi' || piece.kind === 'string' || piece.kind === 'ignored';
}

function meaningOf(piece: Piece, code: number): Meaning {
  switch (piece.kind) {
    case 'control':
      return {type: 'key', name: controlName(code)};
    case 'csi':
      return meaningOfCsi(piece.body, piece.final);
    case 'ss3':
      return meaningOfSs3(piece.final);
    case 'meta': {
      const control = piece.key.charCodeAt(0);
      const name = control < 32 || control === 127 ? controlName(control) : keyOfText(piece.key)?.name;
      return name === undefined ? undefined : {type: 'key', name: altName(name)};
    }
    default:
      return undefined;
  }
}

function altName(name: string): string {
  return name.startsWith('ctrl-') ? `ctrl-alt-${name.slice(5)}` : `alt-${name}`;
}

/** The index of a partial end marker at the end of the input, or the input's length. */
function unfinishedEnd(input: string, start: number): number {
  for (let length = Math.min(pasteEnd.length - 1, input.length - start); length > 0; length -= 1) {
    if (pasteEnd.startsWith(input.slice(input.length - length))) return input.length - length;
  }
  return input.length;
}
