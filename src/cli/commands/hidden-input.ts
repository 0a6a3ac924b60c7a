// Reads one line without echo from a terminal, or the first line of a pipe.
import type {Readable} from 'node:stream';
import {createKeyReader} from '../../keys/input/key-reader.js';
import {guardRawMode, type RawGuard} from '../../runtime/terminal/raw-guard.js';
import {realClock} from '../../runtime/time/clock.js';
import {cleanError} from '../../text/clean.js';

/** The line without its line break, or an interruption by Ctrl-C. */
export type HiddenLine = {readonly line: string} | {readonly isInterrupted: true};

export interface HiddenInput extends Readable {
  isTTY?: boolean;
  setRawMode?: (isRaw: boolean) => unknown;
}

const maxLength = 4096;

/**
 * Reads a line. In a terminal, nothing is echoed, Backspace and Ctrl-U correct, Enter and Ctrl-D end the line, Ctrl-C interrupts.
 * The terminal's mode is restored when the promise settles.
 * @param prompt called in a terminal after echo is disabled
 */
export async function readHidden(input: HiddenInput, now: () => number, prompt: () => void): Promise<HiddenLine> {
  if (!input.isTTY) return readFirstLine(input);
  const guard = input === process.stdin ? await guarded(prompt) : rawModeOf(input);
  try {
    return await readTerminal(input, now, prompt);
  } finally {
    guard.release();
  }
}

/** Turns raw mode on, guarded against every way in which this process can end. */
function guarded(prompt: () => void): Promise<RawGuard> {
  const describe = (error: unknown) => `ended by an unexpected error (${cleanError((error as Error)?.name)})`;
  return guardRawMode({stdin: process.stdin, clock: realClock(), describe, onResume: prompt});
}

function rawModeOf(input: HiddenInput): RawGuard {
  input.setRawMode?.(true);
  return {release: () => void input.setRawMode?.(false)};
}

function readTerminal(input: HiddenInput, now: () => number, prompt: () => void): Promise<HiddenLine> {
  return new Promise(resolve => {
    const reader = createKeyReader();
    const decoder = new TextDecoder();
    let typed: readonly string[] = [];
    const finish = (result: HiddenLine) => {
      input.removeListener('data', onData);
      input.removeListener('end', onEnd);
      input.pause();
      resolve(result);
    };
    const onEnd = () => finish({line: typed.join('')});
    const onData = (chunk: Buffer) => {
      for (const token of reader.push(decoder.decode(chunk, {stream: true}), now())) {
        if (token.type === 'focus' || token.type === 'answer') continue;
        if (token.type === 'paste') {
          const [first = '', ...rest] = token.text.split(/[\r\n]/);
          typed = [...typed, ...first];
          if (rest.length > 0) return finish({line: typed.join('')});
        } else if (token.name === 'ctrl-c') return finish({isInterrupted: true});
        else if (endKeys.has(token.name)) return finish({line: typed.join('')});
        else typed = edited(typed, token.name, token.text);
      }
    };
    input.on('data', onData);
    input.on('end', onEnd);
    input.resume();
    // Printed last, so that input right after the prompt is not echoed.
    prompt();
  });
}

const endKeys = new Set(['enter', 'ctrl-j', 'ctrl-m', 'ctrl-d']);

function edited(typed: readonly string[], name: string, text: string | undefined): readonly string[] {
  if (name === 'backspace' || name === 'ctrl-h') return typed.slice(0, -1);
  if (name === 'ctrl-u' || name === 'ctrl-w') return [];
  return text === undefined || typed.length >= maxLength ? typed : [...typed, text];
}

/** Reads up to the first line break, and not much more than 4,096 bytes. */
async function readFirstLine(input: Readable): Promise<HiddenLine> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of input) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    length += bytes.length;
    if (bytes.includes(10) || length > maxLength) break;
  }
  const [line = ''] = Buffer.concat(chunks).toString().split(/\r?\n/);
  return {line};
}
