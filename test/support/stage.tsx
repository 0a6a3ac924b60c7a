// Renders one component to text, and feeds it keys like the app does.
import {type Instance, render} from 'ink';
import type {ReactNode} from 'react';
import {createInkStdout} from '../../src/runtime/screen/ink-stdout.js';
import {createInkStdin} from '../../src/runtime/terminal/ink-stdin.js';

export interface Stage {
  /** The lines of the last frame, without escape sequences. */
  lines(): readonly string[];
  /** The last frame with escape sequences. */
  raw(): string;
  /** Feeds keys one after the other: a text, or names of keys. */
  type(...keys: readonly string[]): Promise<void>;
  show(node: ReactNode): Promise<void>;
  close(): void;
}

const keyBytes: Readonly<Record<string, string>> = {
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
  backspace: '\x7f',
};

export async function stage(node: ReactNode, columns = 80, rows = 24): Promise<Stage> {
  let frame = '';
  const stdin = createInkStdin();
  const stdout = createInkStdout(columns, rows, text => {
    frame = text;
  });
  const app: Instance = render(node, {
    stdin: stdin.stream,
    stdout: stdout.stream,
    debug: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  await settled();
  return {
    lines: () => frame.replace(/\x1b\[[\d;]*m/g, '').split('\n'),
    raw: () => frame,
    async type(...keys) {
      for (const key of keys) await stdin.feed(keyBytes[key] ?? key);
    },
    async show(next) {
      app.rerender(next);
      await settled();
    },
    close: () => app.unmount(),
  };
}

/** Waits until React has rendered (in the same turn) and effects have run (in the next). */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise(resolve => setImmediate(resolve));
}
