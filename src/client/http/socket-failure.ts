// One-line descriptions of socket, TLS, proxy and stream errors. Only error codes are read, because messages can hold secrets.

import {own} from '../../text/own.js';
import type {FailureDetails} from './wire.js';

export interface FailureContext {
  /** Host and port of the API. */
  readonly host: string;
  /** Host and port of the proxy in use, without its credentials. */
  readonly proxy: string | null;
}

type Describe = (context: FailureContext) => Omit<FailureDetails, 'code'>;

const checkAddress = 'check the network and the API address';
const checkProxy = 'check HTTPS_PROXY and NO_PROXY';
const addAuthority = 'if a company proxy inspects TLS, name its authority in NODE_EXTRA_CA_CERTS';

function unreachable(message: (context: FailureContext) => string, remedy: string, isLasting = false): Describe {
  return context => ({kind: 'unreachable', message: message(context), remedy, isLasting});
}

function certificate(message: string): Describe {
  return unreachable(({host}) => `the certificate of ${host} ${message}: not connected`, addAuthority, true);
}

function damaged(message: string): Describe {
  return () => ({kind: 'unexpected-answer', message, remedy: 'check the API address and any proxy between'});
}

const noSuchHost = unreachable(({host}) => `no address found for ${host} (DNS)`, checkAddress);
const noRoute = unreachable(({host}) => `no route to ${host}: the network is unreachable`, checkAddress);
const broken = unreachable(({host}) => `the connection to ${host} broke before the answer was complete`, checkAddress);
const selfSigned = certificate('is self-signed');
const unknownIssuer = certificate('comes from an authority this computer does not know');
const notTls = unreachable(
  ({host}) => `${host} does not speak TLS on this port`,
  'check the port of the address',
  true,
);
const slow = unreachable(({host}) => `no connection to ${host} in time`, checkAddress);

const descriptions: Readonly<Record<string, Describe>> = {
  ENOTFOUND: noSuchHost,
  EAI_AGAIN: unreachable(({host}) => `the name server did not answer for ${host} (DNS)`, checkAddress),
  EAI_FAIL: noSuchHost,
  ENODATA: noSuchHost,
  ECONNREFUSED: unreachable(({host}) => `${host} refused the connection`, checkAddress),
  EHOSTUNREACH: noRoute,
  ENETUNREACH: noRoute,
  ENETDOWN: noRoute,
  EADDRNOTAVAIL: noRoute,
  EACCES: unreachable(({host}) => `this computer does not allow a connection to ${host}`, 'check its firewall', true),
  EMFILE: unreachable(() => 'too many open files on this computer', 'raise the limit (ulimit -n)'),
  ETIMEDOUT: context => ({...slow(context), kind: 'timeout'}),
  CONNECT_TIMEOUT: context => ({...slow(context), kind: 'timeout'}),
  ECONNRESET: broken,
  ECONNABORTED: broken,
  EPIPE: broken,
  ERR_STREAM_PREMATURE_CLOSE: broken,
  CERT_HAS_EXPIRED: certificate('has expired'),
  CERT_NOT_YET_VALID: certificate("is not valid yet (is this computer's clock right?)"),
  CERT_REVOKED: certificate('is revoked'),
  ERR_TLS_CERT_ALTNAME_INVALID: certificate('belongs to another host'),
  DEPTH_ZERO_SELF_SIGNED_CERT: selfSigned,
  SELF_SIGNED_CERT_IN_CHAIN: selfSigned,
  UNABLE_TO_GET_ISSUER_CERT: unknownIssuer,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownIssuer,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownIssuer,
  CERT_UNTRUSTED: unknownIssuer,
  EPROTO: notTls,
  ERR_SSL_WRONG_VERSION_NUMBER: notTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: notTls,
  PROXY_INVALID: unreachable(() => 'the proxy address in the environment cannot be used', checkProxy, true),
  PROXY_UNREACHABLE: unreachable(({proxy}) => `the proxy ${proxy} cannot be reached`, checkProxy),
  PROXY_TIMEOUT: context => ({
    kind: 'timeout',
    message: `the proxy ${context.proxy} did not answer in time`,
    remedy: checkProxy,
  }),
  PROXY_AUTH: unreachable(({proxy}) => `the proxy ${proxy} asks for a user name and password`, checkProxy, true),
  PROXY_REFUSED: unreachable(({proxy, host}) => `the proxy ${proxy} does not connect to ${host}`, checkProxy, true),
  PROXY_HEADERS: unreachable(
    ({proxy}) => `the proxy ${proxy} answered with headers of more than 16 KiB: refused`,
    checkProxy,
    true,
  ),
  PROXY_NOT_HTTP: unreachable(({proxy}) => `the proxy ${proxy} does not answer like a proxy`, checkProxy, true),
  HPE_HEADER_OVERFLOW: damaged('the answer has headers of more than 16 KiB: refused'),
  Z_DATA_ERROR: damaged('the answer is damaged: it cannot be decompressed'),
  Z_BUF_ERROR: damaged('the answer is damaged: it cannot be decompressed'),
};

/** Describes an error by its code. The error's own message is not used. */
export function describeFailure(error: unknown, context: FailureContext): FailureDetails {
  const code = codeOf(error);
  if (code === undefined) return broken(context);
  return {...descriptionFor(code)(context), code};
}

function descriptionFor(code: string): Describe {
  const known = own(descriptions, code);
  if (known) return known;
  if (code.startsWith('HPE_')) return damaged('the answer is not HTTP');
  if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_')) {
    return unreachable(({host}) => `no secure connection to ${host} (${code})`, addAuthority, true);
  }
  return unreachable(({host}) => `no answer from ${host} (${code})`, checkAddress);
}

/** The error's `code` if it has the form of a system error code. */
function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' && /^[A-Z][A-Z0-9_]{1,63}$/.test(error.code) ? error.code : undefined;
}
