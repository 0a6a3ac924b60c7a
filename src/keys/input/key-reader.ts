// Parses terminal input into key tokens.
import {type DraftToken, ParserState} from './parser.js';
import type {InputToken} from './token.js';
import {keyOfText, type TypedKey} from './typed-text.js';

export type {Answer, Focus, InputToken, Key, KeyToken, Paste} from './token.js';
export {toInkBytes} from './token.js';

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

/**
 * Creates a parser of terminal input, which may be split at any byte. Unrequested answers of the terminal (colours, attributes,
 * cursor position, mouse) and unknown sequences are discarded.
 */
export function createKeyReader(): KeyReader {
  const state = new ParserState();
  const finish = (drafts: readonly DraftToken[], now: number): InputToken[] =>
    drafts.map(draft => (draft.type === 'key' ? {...draft, at: now, chunk: state.chunk} : draft));
  return {
    push(chunk, now) {
      if (state.isIdle(now)) {
        const key = singleKey(chunk);
        state.chunk += key ? 1 : 0;
        if (key) return [{...key, at: now, chunk: state.chunk}];
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
