// Turns the chunks read from the terminal into keys, pastes, focus changes and answers, and delivers them in order.
import {StringDecoder} from 'node:string_decoder';
import {createKeyReader, type InputToken, type KeyToken} from '../../keys/input/key-reader.js';
import type {Clock} from '../time/clock.js';

export interface TokenStream {
  /** Delivers tokens from now on, except keys that arrive or begin in the next `dropMs` milliseconds. */
  open(dropMs: number): void;
  /** Takes a chunk as read from the terminal; a character or a sequence may go on in the next chunk. */
  push(chunk: Buffer | string): void;
  /** Delivers nothing more and forgets an unfinished character or sequence. */
  close(): void;
}

/** The returned functions can be passed as listeners. */
export function createTokenStream(options: {
  clock: Clock;
  onToken: (token: KeyToken) => void;
  onAnswer?: () => void;
}): TokenStream {
  const {clock} = options;
  let reader = createKeyReader();
  let decoder = new StringDecoder('utf8');
  let isOpen = false;
  let dropUntil = Number.NEGATIVE_INFINITY;
  let cancelFlush = () => {};

  const deliver = (tokens: readonly InputToken[]) => {
    for (const token of tokens) {
      // Handling a key may close the stream, as ssh does: the keys after it belong to the process that has the terminal then.
      if (!isOpen) return;
      if (token.type === 'answer') options.onAnswer?.();
      else options.onToken(token);
    }
    planFlush();
  };
  /** An escape that nothing follows is a key of its own: the reader says when it has waited long enough. */
  const planFlush = () => {
    cancelFlush();
    const dueAt = reader.dueAt();
    if (dueAt !== undefined && isOpen) {
      cancelFlush = clock.after(Math.max(0, dueAt - clock.now()), () => read(now => reader.flush(now)));
    }
  };
  const read = (take: (now: number) => readonly InputToken[]) => {
    const now = clock.now();
    const isDropped = Math.min(now, reader.pendingSince() ?? now) < dropUntil;
    const tokens = take(now);
    deliver(isDropped ? tokens.filter(({type}) => type === 'answer') : tokens);
  };

  return {
    open: dropMs => {
      isOpen = true;
      if (dropMs > 0) dropUntil = clock.now() + dropMs;
    },
    push: chunk => {
      const text = typeof chunk === 'string' ? chunk : decoder.write(chunk);
      read(now => reader.push(text, now));
    },
    close: () => {
      isOpen = false;
      cancelFlush();
      reader = createKeyReader();
      decoder = new StringDecoder('utf8');
    },
  };
}
