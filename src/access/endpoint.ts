// Validates API addresses and keys. Messages never repeat the input, because it may contain a secret.

/** Address of an API. A key is sent to exactly one origin. */
export interface Endpoint {
  /** Scheme, host and port, like `https://api.paperspace.io`. */
  readonly origin: string;
  /** Prefix of the API's paths without a trailing slash; usually empty. */
  readonly pathPrefix: string;
  readonly isLoopback: boolean;
}

export type EndpointReading = {readonly endpoint: Endpoint} | {readonly problem: string};

export const LEGACY_ORIGIN = 'https://api.paperspace.io';

const example = `like ${LEGACY_ORIGIN}`;

/**
 * Parses an API address that a person typed. The scheme must be https, or http for this computer itself. User names, queries
 * and fragments are refused. The host must be in its plain form, so that the address that is shown is the one that is contacted.
 */
export function parseEndpoint(text: string): EndpointReading {
  const typed = /^(https?):\/\/([^/?#]*)(.*)$/i.exec(text);
  if (!typed) return {problem: `the API address must be a URL, ${example}`};
  const [, scheme = '', authority = '', path = ''] = typed;
  if (/[?#]/.test(path)) return {problem: 'the API address must have no query and no fragment'};
  if (authority.includes('@')) return {problem: 'the API address must hold no user name or password'};
  if (!/^[a-z0-9.:[\]-]+$/i.test(authority))
    return {problem: `the API address has an unusual host, use one ${example}`};
  if (!URL.canParse(text)) return {problem: `the API address must be a URL, ${example}`};
  const url = new URL(text);
  const hostProblem = checkHost(url, authority);
  if (hostProblem) return {problem: hostProblem};
  if (!/^(\/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*\/?$/.test(path)) return {problem: 'the API address has an unusual path'};
  const isLoopback = isLoopbackHost(url.hostname);
  if (scheme.toLowerCase() === 'http' && !isLoopback) {
    return {problem: 'the API address must start with https:// (http:// only for this computer)'};
  }
  return {endpoint: {origin: url.origin, pathPrefix: path.replace(/\/$/, ''), isLoopback}};
}

/** Refuses hosts that the URL parser would rewrite, such as octal and hexadecimal addresses and names with a trailing dot. */
function checkHost(url: URL, authority: string): string | null {
  const host = authority.toLowerCase().replace(/:\d*$/, '');
  const isPlain = host === url.hostname && !host.endsWith('.') && !host.split('.').includes('');
  if (!isPlain) return 'the API address has its host in an unusual form';
  // Letters of other alphabets can imitate a known name, and no Paperspace API has such a name.
  if (host.split('.').some(label => label.startsWith('xn--')))
    return 'the API address must have a host in plain letters';
  return null;
}

/** `localhost`, 127.0.0.0/8 and ::1, as `URL.hostname` writes them. */
function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** Why an API address cannot be used, or null. The message does not repeat the address. */
export function checkEndpoint(address: string): string | null {
  const reading = parseEndpoint(address);
  return 'problem' in reading ? reading.problem : null;
}

/** Why an API key is malformed, or null. The message does not repeat the key. */
export function checkApiKey(key: string): string | null {
  if (key === '') return 'the API key is empty';
  if (/^[\x21-\x7e]{8,256}$/.test(key)) return null;
  if (key.trim() !== key) return 'the API key is malformed: it has spaces around it';
  return 'the API key is malformed: 8 to 256 letters, digits and signs without spaces';
}

/**
 * Why papertop must not start with this environment, or null. With NODE_TLS_REJECT_UNAUTHORIZED=0, Node checks no
 * certificates, so that the key could be sent to any server.
 */
export function checkTlsEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  endpoint: Endpoint,
): string | null {
  if (environment.NODE_TLS_REJECT_UNAUTHORIZED !== '0' || endpoint.isLoopback) return null;
  return 'NODE_TLS_REJECT_UNAUTHORIZED=0 turns certificate checks off: unset it (NODE_EXTRA_CA_CERTS adds an authority)';
}
