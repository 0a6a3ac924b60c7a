// Prints the request of a call, with the key and other secrets masked.
import type {MethodSpec} from '../../catalogue/spec.js';
import {type AnyParams, methodSpec, type Params} from '../../catalogue/types.js';
import {firstAccessRequest} from '../../client/access-route.js';
import {escapeInvisible} from '../../client/decode/decode.js';
import {buildRequest, type HttpRequest, requestTarget} from '../../client/http/request.js';

const mask = '[redacted]';

/**
 * The first request of a call, which for waitfor is a `show`. The parameters must have passed `check`. Throws an ApiError of kind
 * `usage` if an id is not allowed in a URL.
 */
export function firstRequest(method: MethodSpec, params: AnyParams): HttpRequest {
  if (method.name === 'waitfor') return buildRequest(methodSpec('show'), {machineId: params.machineId});
  if (method.name !== 'setAccessForUser') return buildRequest(method, params);
  const first = firstAccessRequest(params as Params<'setAccessForUser'>);
  return buildRequest(method, first.params, first.form);
}

/** The request in HTTP format: request line, headers, blank line, body. */
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
