// The terminal is opened before there is anything that could answer it: keys wait, and what must not wait is done without.
import type {KeyToken} from '../../keys/key-reader.js';
import type {TerminalOptions} from './terminal.js';

export type Handlers = Pick<TerminalOptions, 'onToken' | 'onResize' | 'onResume' | 'describe' | 'beforeEnd'>;

export interface Hands {
  /** What the terminal calls from its first moment on. */
  readonly handlers: Handlers;
  /** From now on these are called instead of what `createHands` was given; keys still wait. */
  give(handlers: Omit<Handlers, 'onToken'>): void;
  /** Keys go there from now on, those that waited first. */
  open(onToken: Handlers['onToken']): void;
}

/** @param first what is called until there is something better */
export function createHands(first: Omit<Handlers, 'onToken'>): Hands {
  let now = first;
  let waiting: KeyToken[] = [];
  let pass = (token: KeyToken): void => {
    waiting.push(token);
  };
  return {
    handlers: {
      onToken: token => pass(token),
      onResize: (columns, rows) => now.onResize(columns, rows),
      onResume: () => now.onResume(),
      describe: error => now.describe(error),
      beforeEnd: () => now.beforeEnd(),
    },
    give: handlers => {
      now = handlers;
    },
    open: onToken => {
      pass = onToken;
      const early = waiting;
      waiting = [];
      for (const token of early) onToken(token);
    },
  };
}
