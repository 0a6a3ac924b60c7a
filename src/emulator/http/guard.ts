// Who may speak to an emulator that listens on this computer only: no page of a browser, under no name but its own.
import {isIP} from 'node:net';

/** Whether an address or name to listen on is this computer alone. */
export function isLoopback(host: string): boolean {
  const plain = host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  return plain === 'localhost' || plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'));
}

/**
 * Why a request is not answered, or null. A browser that was led here by a foreign name (DNS rebinding) gives that name as
 * Host, and a page of another site gives itself as Origin; the API's clients send no Origin.
 */
export function strangerRefusal(
  headers: {readonly host?: string | undefined; readonly origin?: string | undefined},
  isLoopbackOnly: boolean,
): string | null {
  if (headers.origin !== undefined) return 'Requests of web pages are not answered';
  if (!isLoopbackOnly) return null;
  const name = (headers.host ?? '').replace(/:\d+$/, '');
  return isLoopback(name) ? null : 'This host name is not answered';
}
