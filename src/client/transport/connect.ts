// Time limit and errors of connection establishment.
import {Socket} from 'node:net';
import type {Duplex} from 'node:stream';

/** An error with one of the codes of socket-failure.ts. Its message is never shown. */
export class ConnectError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export interface ConnectRules {
  readonly connectMs: number;
  /** Called when the connection is established. From then on bytes of the request may be sent. */
  readonly onOpen: () => void;
}

/** Destroys the socket if it does not emit `upEvent` within the time limit. */
export function limitConnectTime(socket: Duplex | null | undefined, upEvent: string, rules: ConnectRules): void {
  if (!(socket instanceof Socket)) return;
  const timer = setTimeout(() => socket.destroy(new ConnectError('CONNECT_TIMEOUT')), rules.connectMs);
  socket.once(upEvent, () => {
    clearTimeout(timer);
    rules.onOpen();
  });
  socket.once('close', () => clearTimeout(timer));
}
