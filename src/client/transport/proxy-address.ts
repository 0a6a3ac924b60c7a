// The proxy that the environment names, and the secrets in its address.
import {getProxyForUrl} from 'proxy-from-env';
import type {Endpoint} from '../../access/endpoint.js';

/** The proxy in the environment (HTTPS_PROXY, NO_PROXY and similar). Loopback addresses never use one. */
export function proxyFor(endpoint: Endpoint): URL | 'invalid' | null {
  const address = endpoint.isLoopback ? '' : getProxyForUrl(endpoint.origin);
  if (address === '') return null;
  if (!URL.canParse(address)) return 'invalid';
  const url = new URL(address);
  return (url.protocol === 'http:' || url.protocol === 'https:') && url.hostname !== '' ? url : 'invalid';
}

/** Shorter passwords are not masked in answers: they would match the names and ids of machines by chance. */
const shortestPassword = 8;

/** The proxy's password as it is, as written in the address and as sent. */
export function secretsOf({username, password}: URL): readonly string[] {
  if (password.length < shortestPassword) return [];
  const plain = decoded(password);
  return [plain, password, Buffer.from(`${decoded(username)}:${plain}`).toString('base64')];
}

/** The text without URL escapes; unchanged if they are malformed. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
