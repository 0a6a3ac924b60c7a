// Transport over a caller-supplied fetch, for tests, custom agents and other runtimes.

import {AnswerRefused} from '../http/json.js';
import {describeFailure} from '../http/socket-failure.js';
import {type Fetch, TransportFailure, type WireAnswer, type WireRequest} from '../http/wire.js';
import {unlessAborted} from '../http/write-queues.js';
import {startDeadline} from './deadline.js';

/** The used part of a Response. Any fetch implementation provides it. */
export interface FetchResponse {
  readonly status: number;
  readonly headers: {forEach(visit: (value: string, name: string) => void): void};
  arrayBuffer(): Promise<ArrayBuffer>;
}

export interface FetchInit {
  readonly method: 'GET' | 'POST';
  /** Contains the API key. */
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly redirect: 'manual';
  readonly signal: AbortSignal;
}

/** The used part of the standard `fetch`. */
export type FetchFunction = (url: string, init: FetchInit) => Promise<FetchResponse>;

/** Error codes of failures before a connection was established, so that nothing was sent. */
const unsent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/** Makes attempts with the given fetch, within the time and size limits of each request. */
export function fetchThrough(given: FetchFunction): Fetch {
  return async (request, signal) => {
    const {attemptMs} = request.limits;
    const deadline = startDeadline(attemptMs, signal);
    try {
      return await attempt(given, request, deadline.signal);
    } catch (error) {
      if (error instanceof TransportFailure) throw error;
      if (signal.aborted) throw new TransportFailure({kind: 'aborted', message: 'given up before an answer came'});
      const {host} = new URL(request.url);
      if (deadline.isPast()) {
        const message = `the answer of ${host} took longer than ${attemptMs / 1000} s`;
        throw new TransportFailure({kind: 'timeout', message, remedy: 'try again; the API may be slow'});
      }
      // The standard fetch puts the reason into the `cause` of its error.
      const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
      const details = describeFailure(cause, {host, proxy: null});
      throw new TransportFailure({...details, isUnsent: details.code !== undefined && unsent.has(details.code)});
    } finally {
      deadline.stop();
    }
  };
}

async function attempt(given: FetchFunction, request: WireRequest, signal: AbortSignal): Promise<WireAnswer> {
  const {verb, url, headers, body, limits} = request;
  const init = {method: verb, headers: {...headers}, redirect: 'manual', signal} as const;
  const answered = async () => {
    const response = await given(url, body === undefined ? init : {...init, body});
    return {response, bytes: new Uint8Array(await response.arrayBuffer())};
  };
  // A fetch that ignores its signal must not block the caller.
  const {response, bytes} = await unlessAborted(answered(), signal, () => new Error('ended'));
  if (bytes.length > limits.bodyBytes) throw refused('the answer is too large: refused');
  try {
    limits.guardBody?.().check(bytes);
  } catch (error) {
    throw error instanceof AnswerRefused ? refused(error.message) : error;
  }
  const named = new Map<string, string>();
  response.headers.forEach((value, name) => {
    named.set(name.toLowerCase(), value);
  });
  return {status: response.status, headers: Object.fromEntries(named), body: bytes};
}

function refused(message: string): TransportFailure {
  return new TransportFailure({kind: 'unexpected-answer', message, isLasting: true});
}
