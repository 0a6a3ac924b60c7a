// Method and parameters → HTTP request, from the catalogue row alone.
import type {HttpRoute, MethodSpec, ParamSpec} from '../../catalogue/spec.js';
import type {AnyParams} from '../../catalogue/types.js';
import {type ParamValue, writeValue} from '../../catalogue/values.js';
import {ApiError} from './errors.js';

export interface HttpRequest {
  readonly verb: 'GET' | 'POST';
  /** Escaped, without query. */
  readonly path: string;
  /** Escaped, without `?`; empty when there is none. */
  readonly query: string;
  /** JSON, or undefined where the specification sends none. */
  readonly body: string | undefined;
}

/** The specification's form, or the one that real servers take; see `alternative` in the catalogue. */
export type RequestForm = 'specified' | 'alternative';

/** Ids that may stand in a URL. Others are refused, never escaped: they cannot be a machine of ours. */
export const SAFE_ID = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * The HTTP request of a call whose parameters have passed `check`. Undefined parameters are left out, null is sent.
 * Throws an ApiError of kind `usage` for a machine id that cannot stand in a URL.
 */
export function buildRequest(method: MethodSpec, params: AnyParams, form: RequestForm = 'specified'): HttpRequest {
  const route = form === 'alternative' ? method.alternative : method.http;
  if (!route) throw new Error(`${method.name} has no ${form} request`);
  const query: string[] = [];
  const body: Record<string, ParamValue> = {};
  for (const param of method.params) {
    const value = params[param.name];
    if (value === undefined && param.in !== 'path') continue;
    checkId(method, param, value);
    if (value === undefined) continue;
    const place = placeOf(param, form);
    if (place === 'query') query.push(`${escapePart(param.name)}=${escapePart(writeValue(value))}`);
    if (place === 'body' || param.alsoInBody) body[param.name] = value;
  }
  return {
    verb: route.verb,
    path: fillPath(route, params),
    query: query.join('&'),
    body: route.verb === 'POST' && Object.keys(body).length > 0 ? JSON.stringify(body) : undefined,
  };
}

/** Path and query as they stand in the first line of the request. */
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
  return route.path.replace(/:(\w+)/g, (_, name: string) => escapePart(writeValue(params[name] ?? null)));
}

/** As the specification prints it: spaces as %20, plus as %2B, parentheses as they are. */
function escapePart(text: string): string {
  // A lone half of a surrogate pair has no encoding.
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\uFFFD'));
}
