// What a call would send, as text: the key and everything else that is secret masked.
import type {MethodSpec} from '../../catalogue/spec.js';
import {type AnyParams, methodSpec, type Params} from '../../catalogue/types.js';
import {firstAccessRequest} from '../../client/access-route.js';
import {escapeInvisible} from '../../client/decode/decode.js';
import {buildRequest, type HttpRequest, requestTarget} from '../../client/http/request.js';

const mask = '[redacted]';

/**
 * The first request of a call whose parameters have passed `check`; waitfor's is a `show`. Throws an ApiError of kind `usage`
 * for an id that cannot stand in a URL.
 */
export function firstRequest(method: MethodSpec, params: AnyParams): HttpRequest {
  if (method.name === 'waitfor') return buildRequest(methodSpec('show'), {machineId: params.machineId});
  if (method.name !== 'setAccessForUser') return buildRequest(method, params);
  const first = firstAccessRequest(params as Params<'setAccessForUser'>);
  return buildRequest(method, first.params, first.form);
}

/** The request as HTTP writes it: first line, headers, and the body behind an empty line. */
export function requestText(method: MethodSpec, params: AnyParams, endpoint: string): string {
  const request = firstRequest(method, withoutSecrets(method, params));
  const lines = [
    `${request.verb} ${endpoint.replace(/\/$/, '')}${requestTarget(request)}`,
    'accept: application/json',
    `x-api-key: ${mask}`,
    ...(request.body === undefined ? [] : ['content-type: application/json', '', escapeInvisible(request.body)]),
  ];
  return `${lines.join('\n')}\n`;
}

function withoutSecrets({params: rows}: MethodSpec, params: AnyParams): AnyParams {
  const secret = new Set(rows.filter(row => row.secret).map(({name}) => name));
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, secret.has(name) ? mask : value]));
}
