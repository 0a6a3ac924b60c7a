// The only reader of the terminal: raw mode, the listeners on stdin, and what ends reading.
import type {KeyToken} from '../../keys/input/key-reader.js';
import type {Clock} from '../time/clock.js';
import {setRaw} from './modes.js';
import {createTokenStream} from './token-stream.js';

/** The part of `process.stdin` that is used. */
export interface TerminalInput {
  isTTY?: boolean;
  setRawMode?(isRaw: boolean): unknown;
  on(event: string, listener: (data: Buffer) => void): unknown;
  removeListener(event: string, listener: (data: Buffer) => void): unknown;
  pause(): unknown;
  resume(): unknown;
}

export interface Input {
  /** Stops reading and turns raw mode off, so that a child or the shell gets every key. */
  pause(): void;
  /**
   * Reads again. Keys that arrive or begin in the first 50 ms were typed for the process that had the terminal and are
   * dropped; answers of the terminal are not, since papertop asked for them.
   */
  resume(): void;
  close(): void;
}

const staleKeysMs = 50;

/**
 * Reads keys from now on.
 * @param options.onToken called for each key, paste and focus change, in order
 * @param options.onAnswer called when the terminal has answered the status query after a frame
 * @param options.onGone called when the terminal was closed, so that there is nothing more to read
 */
export function createInput(options: {
  stdin: TerminalInput;
  clock: Clock;
  onToken: (token: KeyToken) => void;
  onAnswer?: () => void;
  onGone?: () => void;
}): Input {
  const {stdin, clock, onToken, onAnswer, onGone} = options;
  let isReading = false;
  const tokens = createTokenStream({clock, onToken, ...(onAnswer ? {onAnswer} : {})});
  const onEnd = () => {
    if (isReading) onGone?.();
  };
  const start = (dropMs: number) => {
    isReading = true;
    tokens.open(dropMs);
    setRaw(stdin, true);
    stdin.on('data', tokens.push);
    stdin.on('end', onEnd);
    stdin.on('error', onEnd);
    stdin.resume();
  };
  const stop = () => {
    if (!isReading) return;
    isReading = false;
    tokens.close();
    stdin.removeListener('data', tokens.push);
    stdin.removeListener('end', onEnd);
    stdin.removeListener('error', onEnd);
    stdin.pause();
    setRaw(stdin, false);
  };

  start(0);
  return {
    pause: stop,
    resume: () => {
      if (!isReading) start(staleKeysMs);
    },
    close: stop,
  };
}
