// Handlers that arrive after the terminal is open; keys are queued until then.
import type {KeyToken} from '../../keys/input/key-reader.js';
import type {TerminalOptions} from './terminal.js';

export type Handlers = Pick<TerminalOptions, 'onToken' | 'onResize' | 'onResume' | 'describe' | 'beforeEnd'>;

export interface LateHandlers {
  /** Passed to the terminal when it is opened. */
  readonly handlers: Handlers;
  /** Replaces the handlers that `createLateHandlers` was given. Keys are still queued. */
  set(handlers: Omit<Handlers, 'onToken'>): void;
  /** Delivers the queued keys in order, and each later one at once. */
  start(onToken: Handlers['onToken']): void;
}

/** @param first called until `set` replaces them */
export function createLateHandlers(first: Omit<Handlers, 'onToken'>): LateHandlers {
  let current = first;
  let queue: KeyToken[] = [];
  let deliver = (token: KeyToken): void => {
    queue.push(token);
  };
  return {
    handlers: {
      onToken: token => deliver(token),
      onResize: (columns, rows) => current.onResize(columns, rows),
      onResume: () => current.onResume(),
      describe: error => current.describe(error),
      beforeEnd: () => current.beforeEnd(),
    },
    set: handlers => {
      current = handlers;
    },
    start: onToken => {
      deliver = onToken;
      const queued = queue;
      queue = [];
      for (const token of queued) onToken(token);
    },
  };
}
