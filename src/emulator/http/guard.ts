// Refuses requests of web pages, and DNS rebinding on an emulator that listens on loopback only.
import {isIP} from 'node:net';

/** Whether a listen address is a loopback address. */
export function isLoopback(host: string): boolean {
  const plain = host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  return plain === 'localhost' || plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'));
}

/**
 * Why a request is refused, or null. With DNS rebinding, a browser sends the foreign host name in the Host header. A page of
 * another site is named in the Origin header, which API clients do not send.
 */
export function foreignRequestRefusal(
  headers: {readonly host?: string | undefined; readonly origin?: string | undefined},
  isLoopbackOnly: boolean,
): string | null {
  if (headers.origin !== undefined) return 'Requests of web pages are not answered';
  if (!isLoopbackOnly) return null;
  const name = (headers.host ?? '').replace(/:\d+$/, '');
  return isLoopback(name) ? null : 'This host name is not answered';
}
