// Prepared API calls, and the errors that they end with.

import type {Endpoint} from '../../access/endpoint.js';
import {redact, type Secret} from '../../access/secret.js';
import {check} from '../../catalogue/check.js';
import type {MethodSpec} from '../../catalogue/spec.js';
import type {AnyParams} from '../../catalogue/types.js';
import {type Fault, notFromApi, parse} from './answer.js';
import type {BufferPool} from './buffer-pool.js';
import {ApiError} from './errors.js';
import {buildRequest, type HttpRequest, type RequestForm, requestTarget} from './request.js';
import {LIST_BODY_BYTES, type Limits, READ_LIMITS, type WireRequest, WRITE_LIMITS} from './wire.js';

export interface Call {
  readonly method: MethodSpec;
  /** Name in errors: the method, or the list of choices. */
  readonly name: string;
  readonly machineId?: string | undefined;
  readonly request: HttpRequest;
  readonly limits: Limits;
  /** Pool for the body of the answer. The caller releases the body to it after decoding. */
  readonly bufferPool?: BufferPool | undefined;
  /** Values of secret parameters, which are masked in messages. */
  readonly secrets: readonly string[];
}

export interface CallDetails {
  readonly name: string;
  readonly method: MethodSpec;
  readonly params: AnyParams;
  readonly form?: RequestForm;
  readonly limits: Partial<Limits>;
}

/** Prepares a call. Throws an ApiError of kind `usage` if the parameters are invalid. */
export function makeCall({name, method, params, form = 'specified', limits}: CallDetails): Call {
  checkParams(name, method, params);
  const defaults = method.effect === 'reads' ? READ_LIMITS : WRITE_LIMITS;
  const bodyBytes = method.answers === 'machines' ? LIST_BODY_BYTES : defaults.bodyBytes;
  const {machineId} = params;
  return {
    method,
    name,
    ...(typeof machineId === 'string' ? {machineId} : {}),
    request: buildRequest(method, params, form),
    limits: {...defaults, bodyBytes, ...limits},
    secrets: method.params.flatMap(param => (param.secret ? [String(params[param.name] ?? '')] : [])),
  };
}

/** The request of one attempt. No read lasts longer than `remainingMs`, the rest of its call. */
export function wireRequest(
  call: Call,
  remainingMs: number,
  from: {readonly endpoint: Endpoint; readonly apiKey: Secret; readonly userAgent: string},
): WireRequest {
  const {request, limits, bufferPool} = call;
  const {endpoint, apiKey, userAgent} = from;
  return {
    verb: request.verb,
    url: `${endpoint.origin}${endpoint.pathPrefix}${requestTarget(request)}`,
    headers: {
      accept: 'application/json',
      'user-agent': userAgent,
      'x-api-key': apiKey.reveal(),
      ...(request.body === undefined ? {} : {'content-type': 'application/json'}),
    },
    ...(request.body === undefined ? {} : {body: request.body}),
    isWrite: isWrite(call),
    bufferPool,
    limits: isWrite(call) ? limits : {...limits, attemptMs: Math.min(limits.attemptMs, remainingMs)},
  };
}

export function isWrite({method}: Pick<Call, 'method'>): boolean {
  return method.effect !== 'reads';
}

/** Throws an ApiError of kind `usage` that lists all problems if the parameters are invalid. */
export function checkParams(name: string, method: MethodSpec, params: AnyParams): void {
  const problems = check(method, params);
  if (problems.length === 0) return;
  const message = problems.map(({param, message}) => (param === null ? message : `${param}: ${message}`)).join('; ');
  throw new ApiError({kind: 'usage', method: name, message, remedy: 'nothing was sent: correct the parameters'});
}

/** Creates the ApiError of a call, with secrets masked. `mayHaveHappened` is true only for methods that change something. */
export function makeApiError(call: Pick<Call, 'method' | 'name' | 'machineId' | 'secrets'>, fault: Fault, key: Secret) {
  const secrets = [key, ...call.secrets];
  return new ApiError({
    ...fault,
    message: redact(fault.message, secrets),
    ...(fault.code === undefined ? {} : {code: redact(fault.code, secrets)}),
    method: call.name,
    ...(call.machineId === undefined ? {} : {machineId: call.machineId}),
    mayHaveHappened: call.method.effect !== 'reads' && (fault.mayHaveHappened ?? false),
  });
}

/** The error for a successful status whose body does not have the shape of this call's answer. */
export function unexpectedAnswer(call: Call, body: Uint8Array | null, key: Secret): ApiError {
  const fault = notFromApi(call.method.status, '');
  if (body === null) return makeApiError(call, {...fault, message: 'the answer is empty: not the API?'}, key);
  const message = parse(body) === undefined ? fault.message : 'the answer is not what the API sends: another server?';
  return makeApiError(call, {...fault, message}, key);
}
