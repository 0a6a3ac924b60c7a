// Parses terminal input into key tokens.
import {endOfString, type Piece, scan} from './scan.js';
import {controlName, type Meaning, meaningOfCsi, meaningOfSs3} from './sequences.js';
import type {InputToken, Key} from './token.js';
import {isUnfinishedCharacter, keyOfText, keysOfText, type TypedKey, unfinishedLength} from './typed-text.js';

export type {Answer, Focus, InputToken, Key, KeyToken, Paste} from './token.js';
export {toInkBytes} from './token.js';

/** Milliseconds after which a lone Escape byte counts as the Escape key. */
const escapeTimeoutMs = 50;
/** The same limit within a paste, where an Escape byte usually begins the end marker. */
const pasteEscapeMs = 250;
/** Milliseconds after a lone Escape during which the rest of its sequence is still recognised and discarded. */
const lateTailMs = 200;
/** Milliseconds after which other incomplete input is given up: a longer sequence, a terminal's answer, a paste without an end. */
const unfinishedTimeoutMs = 1000;
/** Maximum length of pasted text in UTF-16 units. */
const pasteLimit = 4096;

const pasteEnd = '\x1b[201~';
const sequenceLimit = 256;

export interface KeyReader {
  /** Parses a chunk of input. Returns the tokens that are complete. Never throws. */
  push(chunk: string, now: number): InputToken[];
  /** Returns the tokens that are due by time: a lone Escape after 50 ms, other incomplete input after a second. */
  flush(now: number): InputToken[];
  /** The time at which `flush` must be called, on the clock of `push`; undefined if no input is incomplete. */
  dueAt(): number | undefined;
  /** The time at which the incomplete input last grew; undefined if no input is incomplete. */
  pendingSince(): number | undefined;
  isPending(): boolean;
}

type Draft = Omit<Key, 'at' | 'chunk' | 'keysInChunk'>;
type DraftToken = Draft | Exclude<InputToken, Key>;

/**
 * Creates a parser of terminal input, which may be split at any byte. Unrequested answers of the terminal (colours, attributes,
 * cursor position, mouse) and unknown sequences are discarded.
 */
export function createKeyReader(): KeyReader {
  const state = new ParserState();
  const finish = (drafts: readonly DraftToken[], now: number): InputToken[] => {
    const keysInChunk = drafts.filter(draft => draft.type === 'key').length;
    return drafts.map(draft => (draft.type === 'key' ? {...draft, at: now, chunk: state.chunk, keysInChunk} : draft));
  };
  return {
    push(chunk, now) {
      if (state.isIdle(now)) {
        const key = singleKey(chunk);
        state.chunk += key ? 1 : 0;
        if (key) return [{...key, at: now, chunk: state.chunk, keysInChunk: 1}];
      }
      const late = finish(state.expire(now), now);
      state.chunk += 1;
      return [...late, ...finish(state.push(chunk, now), now)];
    },
    flush: now => finish(state.expire(now), now),
    dueAt: () => state.dueAt(),
    pendingSince: () => (state.isPending() ? state.since : undefined),
    isPending: () => state.isPending(),
  };
}

/** Fast path for the most frequent input: a single printable ASCII character such as `j`. */
function singleKey(chunk: string): TypedKey | undefined {
  return chunk.length === 1 && chunk > ' ' && chunk <= '~' ? keyOfText(chunk) : undefined;
}

/** State of the parser between two reads. */
class ParserState {
  chunk = 0;
  since = 0;
  private pending = '';
  private lateTailUntil = Number.NEGATIVE_INFINITY;
  private mode: 'keys' | 'string' | 'paste' = 'keys';
  private pasted = '';
  private pastedLength = 0;
  private tokens: DraftToken[] = [];

  isPending(): boolean {
    return this.pending !== '' || this.mode !== 'keys';
  }

  /** Whether the next character is not part of an incomplete sequence. */
  isIdle(now: number): boolean {
    return !this.isPending() && now > this.lateTailUntil;
  }

  dueAt(): number | undefined {
    if (!this.isPending()) return undefined;
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
    else if (this.mode === 'keys') this.resolve(rest);
    if (rest === '\x1b') this.lateTailUntil = this.since + lateTailMs;
    this.mode = 'keys';
    return this.drain();
  }

  push(chunk: string, now: number): DraftToken[] {
    if (chunk === '') return [];
    this.since = now;
    const input = this.pending + chunk;
    this.pending = '';
    let at = now <= this.lateTailUntil ? lateTailLength(input) : 0;
    this.lateTailUntil = Number.NEGATIVE_INFINITY;
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

/** On a slow line, the rest of a sequence may arrive after its Escape timed out. Returns the length of that rest, or 0. */
function lateTailLength(input: string): number {
  if (input[0] !== '[' && input[0] !== 'O') return 0;
  const piece = scan(`\x1b${input}`, 0);
  return (piece.kind === 'csi' || piece.kind === 'ss3') && meaningOf(piece, 0) ? piece.end - 1 : 0;
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
