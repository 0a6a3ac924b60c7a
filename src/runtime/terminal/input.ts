import {StringDecoder} from 'node:string_decoder';
import {createKeyReader, type InputToken, type KeyToken} from '../../keys/key-reader.js';
import type {Clock} from '../time/clock.js';
import {setRaw} from './modes.js';

/** As much of `process.stdin` as is used. */
export interface TerminalInput {
  isTTY?: boolean;
  setRawMode?(isRaw: boolean): unknown;
  on(event: string, listener: (data: Buffer) => void): unknown;
  removeListener(event: string, listener: (data: Buffer) => void): unknown;
  pause(): unknown;
  resume(): unknown;
}

/** The only reader of the terminal. */
export interface Input {
  /** Stops reading and turns raw mode off, so that a child or the shell gets every key. */
  pause(): void;
  /**
   * Reads again. Keys that arrive or begin in the first 50 ms were meant for whoever had the terminal, and are dropped; answers of
   * the terminal are ours.
   */
  resume(): void;
  close(): void;
}

const drainMs = 50;

/**
 * Reads keys from now on.
 * @param options.onToken called for each key, paste and focus change, in order
 * @param options.onAnswer called when the terminal has come to the question after a frame
 * @param options.onGone called when there is nothing more to read: the terminal was closed
 */
export function createInput(options: {
  stdin: TerminalInput;
  clock: Clock;
  onToken: (token: KeyToken) => void;
  onAnswer?: () => void;
  onGone?: () => void;
}): Input {
  const {stdin, clock, onToken} = options;
  let reader = createKeyReader();
  let decoder = new StringDecoder('utf8');
  let isReading = false;
  let drainUntil = Number.NEGATIVE_INFINITY;
  let cancelFlush = () => {};

  const pass = (tokens: readonly InputToken[]) => {
    for (const token of tokens) {
      // A key may have handed the terminal over: what came with it is not for us any more.
      if (!isReading) return;
      if (token.type === 'answer') options.onAnswer?.();
      else onToken(token);
    }
    plan();
  };
  const plan = () => {
    cancelFlush();
    const dueAt = reader.dueAt();
    if (dueAt !== undefined && isReading) {
      cancelFlush = clock.after(Math.max(0, dueAt - clock.now()), () => read(now => reader.flush(now)));
    }
  };
  const read = (take: (now: number) => readonly InputToken[]) => {
    const now = clock.now();
    const isForOthers = Math.min(now, reader.pendingSince() ?? now) < drainUntil;
    const tokens = take(now);
    pass(isForOthers ? tokens.filter(({type}) => type === 'answer') : tokens);
  };
  const onData = (data: Buffer) => {
    const text = typeof data === 'string' ? data : decoder.write(data);
    read(now => reader.push(text, now));
  };
  const onEnd = () => {
    if (isReading) options.onGone?.();
  };
  const start = () => {
    isReading = true;
    setRaw(stdin, true);
    stdin.on('data', onData);
    stdin.on('end', onEnd);
    stdin.on('error', onEnd);
    stdin.resume();
  };
  const stop = () => {
    isReading = false;
    cancelFlush();
    stdin.removeListener('data', onData);
    stdin.removeListener('end', onEnd);
    stdin.removeListener('error', onEnd);
    stdin.pause();
    setRaw(stdin, false);
    reader = createKeyReader();
    decoder = new StringDecoder('utf8');
  };

  start();
  return {
    pause: () => {
      if (isReading) stop();
    },
    resume: () => {
      if (isReading) return;
      drainUntil = clock.now() + drainMs;
      start();
    },
    close: () => {
      if (isReading) stop();
    },
  };
}
