// Builds the HTTP request of a method from its catalogue row.
import type {HttpRoute, MethodSpec, ParamSpec} from '../../catalogue/spec.js';
import type {AnyParams} from '../../catalogue/types.js';
import {type ParamValue, writeValue} from '../../catalogue/values.js';
import {own} from '../../text/own.js';
import {ApiError} from './errors.js';

export interface HttpRequest {
  readonly verb: 'GET' | 'POST';
  /** Escaped, without query. */
  readonly path: string;
  /** Escaped, without `?`; empty if there is no query. */
  readonly query: string;
  /** JSON; undefined if the request has no body. */
  readonly body: string | undefined;
}

/** The request in the specification, or the one that real servers accept; see `MethodSpec.alternative`. */
export type RequestForm = 'specified' | 'alternative';

/** Ids that are accepted in a URL. Others are refused instead of escaped, because no machine has such an id. */
export const SAFE_ID = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * Builds the request of a method. The parameters must have passed `check`. Undefined parameters are omitted, null is sent.
 * Throws an ApiError of kind `usage` if the machine id does not match SAFE_ID.
 */
export function buildRequest(method: MethodSpec, params: AnyParams, form: RequestForm = 'specified'): HttpRequest {
  const route = form === 'alternative' ? method.alternative : method.http;
  if (!route) throw new Error(`${method.name} has no ${form} request`);
  const query: string[] = [];
  const body = new Map<string, ParamValue>();
  for (const param of method.params) {
    const value = own(params, param.name);
    if (value === undefined && param.in !== 'path') continue;
    checkId(method, param, value);
    if (value === undefined) continue;
    const place = placeOf(param, form);
    if (place === 'query') query.push(`${escapePart(param.name)}=${escapePart(writeValue(value))}`);
    if (place === 'body' || param.alsoInBody) body.set(param.name, value);
  }
  return {
    verb: route.verb,
    path: fillPath(route, params),
    query: query.join('&'),
    body: route.verb === 'POST' && body.size > 0 ? JSON.stringify(Object.fromEntries(body)) : undefined,
  };
}

/** Path and query, as in the request line. */
export function requestTarget(request: HttpRequest): string {
  return request.query === '' ? request.path : `${request.path}?${request.query}`;
}

function placeOf(param: ParamSpec, form: RequestForm): ParamSpec['in'] {
  return form === 'alternative' && param.in === 'query' ? 'body' : param.in;
}

function checkId(method: MethodSpec, param: ParamSpec, value: ParamValue | undefined): void {
  if (param.in !== 'path' && param.name !== 'machineId') return;
  if (typeof value === 'string' && SAFE_ID.test(value)) return;
  throw new ApiError({
    kind: 'usage',
    method: method.name,
    message: `${param.name}: not an id (letters, digits, - and _, at most 64)`,
    remedy: 'use an id like ps123abc',
  });
}

function fillPath(route: HttpRoute, params: AnyParams): string {
  return route.path.replace(/:(\w+)/g, (_, name: string) => escapePart(writeValue(own(params, name) ?? null)));
}

/** Percent-encodes as the specification's examples do: spaces as %20, plus as %2B, parentheses not at all. */
function escapePart(text: string): string {
  // encodeURIComponent throws on lone surrogates.
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\uFFFD'));
}
