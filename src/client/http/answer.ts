// Interprets HTTP answers: the JSON of a success, or the failure. Reads both error shapes of real servers.
import {clean} from '../../text/clean.js';
import type {ApiErrorDetails, ApiErrorKind} from './errors.js';
import {parse} from './json.js';
import {retryAfter} from './retry.js';
import type {WireAnswer} from './wire.js';

export type JsonObject = Readonly<Record<string, unknown>>;

/** Bytes of the answer's JSON (null if there is no body), or the failure. */
export type Reading = {readonly body: Uint8Array | null} | {readonly fault: Fault};

export type Fault = Omit<ApiErrorDetails, 'method' | 'machineId'>;

/** First character of JSON after white space. */
const jsonStart = /^[[{"\d\-tfn]/;
const notTheApi = 'check the API address and any proxy or login page between';

/** Interprets status and body. The JSON of a success is validated by its decoder. `wall` is the current time in milliseconds. */
export function readAnswer(answer: WireAnswer, wall: number): Reading {
  try {
    return interpret(answer, wall);
  } catch {
    return {fault: {...notFromApi(answer.status, ''), message: UNREADABLE}};
  }
}

/** Message for an answer at which papertop's own code failed. */
export const UNREADABLE = 'the answer could not be read: not the API?';

function interpret(answer: WireAnswer, wall: number): Reading {
  const {status} = answer;
  if (!isStatus(status)) return {fault: noStatus};
  if (status >= 300 && status < 400) return {fault: redirectFault(answer)};
  if (status >= 200 && status < 300) return readSuccess(answer);
  const serverError = errorIn(parse(answer.body));
  const effective = effectiveStatus(status, serverError?.status);
  const kind = kindOf(effective, serverError?.message);
  const start = beginning(answer.body);
  // An HTML error page comes from a proxy and says nothing about the key or the machine.
  if (start.startsWith('<') && status < 500 && kind !== 'rate-limited') {
    return {fault: {...notFromApi(status, start), mayHaveHappened: false}};
  }
  return {
    fault: {
      kind,
      message: serverError?.message || messageFor(effective, kind),
      status: effective,
      ...(serverError?.code ? {code: serverError.code} : {}),
      ...remedyFor(kind),
      ...retryAfterOf(kind, answer, wall),
      mayHaveHappened: status >= 500 || effective >= 500 || status === 408 || status < 200,
    },
  };
}

/** Whether a status can be one of HTTP. A caller's own fetch can answer with anything. */
function isStatus(status: unknown): boolean {
  return typeof status === 'number' && Number.isInteger(status) && status >= 100 && status <= 599;
}

/** The failure for an answer whose status says neither success nor refusal. */
const noStatus: Fault = {
  kind: 'unexpected-answer',
  message: 'the answer has no HTTP status: not the API?',
  remedy: notTheApi,
  mayHaveHappened: true,
};

/** The first bytes of a body as text, to tell JSON from web pages. */
function beginning(body: Uint8Array): string {
  return new TextDecoder().decode(body.subarray(0, 512)).trimStart();
}

function readSuccess({status, body}: WireAnswer): Reading {
  const start = beginning(body);
  if (start === '') return {body: null};
  if (!jsonStart.test(start)) return {fault: notFromApi(status, start)};
  // Errors with a success status are small objects. Parsing a long list a second time would be noticeably slow.
  const serverError = start.startsWith('{') && body.length <= 65_536 ? errorInSuccess(parse(body)) : null;
  if (!serverError) return {body};
  const kind = kindOf(serverError.status ?? 500, serverError.message);
  const isRefusal = kind !== 'server' && kind !== 'timeout';
  return {
    fault: {
      kind,
      message: serverError.message || 'the API answered with an error',
      status: serverError.status ?? status,
      ...(serverError.code ? {code: serverError.code} : {}),
      ...remedyFor(kind),
      mayHaveHappened: !isRefusal,
    },
  };
}

/** The failure for an answer that is not from the API although its status is a success. */
export function notFromApi(status: number, start: string): Fault {
  const isPage = start.startsWith('<');
  return {
    kind: 'unexpected-answer',
    message: isPage
      ? 'the answer is a web page, not the API: a login page or proxy?'
      : 'the answer is not JSON, or cut: not the API?',
    status,
    remedy: notTheApi,
    mayHaveHappened: true,
  };
}

function redirectFault({status, headers}: WireAnswer): Fault {
  return {
    kind: 'unexpected-answer',
    message: `the API redirected to ${redirectTarget(headers.location)}: refused`,
    status,
    remedy: 'check the API address',
    mayHaveHappened: true,
  };
}

/** Host and path of a redirect. The query is removed because it may contain tokens. */
function redirectTarget(location: string | undefined): string {
  if (location === undefined || location === '') return 'nowhere';
  if (!URL.canParse(location)) return clean(location.replace(/[?#].*$/s, ''), 100);
  const {origin, protocol, host, pathname} = new URL(location);
  return clean(`${origin === 'null' ? `${protocol}//${host}` : origin}${pathname}`, 100);
}

/** Longer than what is shown, so that the end is cut after secrets were masked: a part of one would not be recognised. */
const longestText = 4000;

interface ServerError {
  readonly status: number | undefined;
  readonly message: string;
  readonly code: string | undefined;
}

/** Reads `{error: {status, message}}`, `{status, message}` and `{error: "text"}`. Null if the JSON is none of these. */
function errorIn(json: unknown): ServerError | null {
  if (!isObject(json)) return null;
  const inner = isObject(json.error) ? json.error : json;
  const text = typeof json.error === 'string' ? json.error : (inner.message ?? json.message);
  const status = statusIn(inner) ?? statusIn(json);
  if (typeof text !== 'string' && status === undefined && !isObject(json.error)) return null;
  const code = typeof inner.code === 'string' ? clean(inner.code, 64) : undefined;
  return {status, message: typeof text === 'string' ? clean(text, longestText).trim() : '', code};
}

/** An error that was sent with a success status. A machine has neither `error` nor `message` with a status. */
function errorInSuccess(json: unknown): ServerError | null {
  if (!isObject(json)) return null;
  const hasError = isObject(json.error) || (typeof json.error === 'string' && json.error !== '');
  const isFlat = typeof json.message === 'string' && (statusIn(json) ?? 0) >= 400;
  return (hasError || isFlat) && typeof json.id !== 'string' ? errorIn(json) : null;
}

function statusIn(object: JsonObject): number | undefined {
  const value = Number(object.status ?? object.statusCode);
  return Number.isInteger(value) && value >= 400 && value <= 599 ? value : undefined;
}

/** Servers wrap a 404 in an HTTP 400. HTTP statuses about keys and rate limits take precedence over the body. */
function effectiveStatus(http: number, bodyStatus: number | undefined): number {
  return bodyStatus === undefined || http === 401 || http === 403 || http === 407 || http === 429 ? http : bodyStatus;
}

function kindOf(status: number, message = ''): ApiErrorKind {
  if (status === 401 || (status === 400 && /\binvalid api (token|key)\b/i.test(message))) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 404 || status === 410) return 'not-found';
  if (status === 407) return 'unreachable';
  if (status === 408) return 'timeout';
  if (status === 429) return 'rate-limited';
  if (status >= 500) return 'server';
  return status >= 400 ? 'refused' : 'unexpected-answer';
}

function messageFor(status: number, kind: ApiErrorKind): string {
  if (kind === 'unauthorized') return 'the API key was refused';
  if (kind === 'forbidden') return 'not allowed with this API key';
  if (kind === 'not-found') return `not found (${status})`;
  if (kind === 'rate-limited') return 'too many requests';
  if (kind === 'server') return `the API failed (${status})`;
  return `the API answered ${status}`;
}

const remedies: Partial<Record<ApiErrorKind, string>> = {
  unauthorized: 'use another API key',
  forbidden: 'ask the owner of the machine or the administrator of the team',
  'not-found': 'refresh the list',
  refused: 'change the parameters',
  'rate-limited': 'wait',
  server: 'try again later',
  timeout: 'try again',
  'unexpected-answer': notTheApi,
};

function remedyFor(kind: ApiErrorKind): {remedy?: string} {
  const remedy = remedies[kind];
  return remedy === undefined ? {} : {remedy};
}

function retryAfterOf(kind: ApiErrorKind, {headers}: WireAnswer, wall: number): {retryAfterMs?: number} {
  if (kind !== 'rate-limited' && kind !== 'server') return {};
  const ms = retryAfter(headers['retry-after'], headers.date, wall);
  return ms === undefined ? {} : {retryAfterMs: ms};
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
