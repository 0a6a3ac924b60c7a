// How a connection comes up: its time limit, and the error when it does not.
import {Socket} from 'node:net';
import type {Duplex} from 'node:stream';

/** An error with one of the codes of `failure.ts`; its text is shown nowhere. */
export class ConnectError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export interface ConnectRules {
  readonly connectMs: number;
  /** The connection stands: from now on bytes of the request may leave. */
  readonly onOpen: () => void;
}

/** Destroys a socket that does not come up in time. */
export function guard(socket: Duplex | null | undefined, upEvent: string, rules: ConnectRules): void {
  if (!(socket instanceof Socket)) return;
  const timer = setTimeout(() => socket.destroy(new ConnectError('CONNECT_TIMEOUT')), rules.connectMs);
  socket.once(upEvent, () => {
    clearTimeout(timer);
    rules.onOpen();
  });
  socket.once('close', () => clearTimeout(timer));
}
