// Prepared API calls, and the errors that they end with.

import type {Endpoint} from '../../access/endpoint.js';
import {redact, type Secret} from '../../access/secret.js';
import {check} from '../../catalogue/check.js';
import type {AnswerShape, MethodSpec} from '../../catalogue/spec.js';
import type {AnyParams} from '../../catalogue/types.js';
import {cleanError} from '../../text/clean.js';
import {own} from '../../text/own.js';
import type {Fault} from './answer.js';
import type {BufferPool} from './buffer-pool.js';
import {ApiError} from './errors.js';
import {buildRequest, type HttpRequest, type RequestForm, requestTarget} from './request.js';
import {LIST_BODY_BYTES, type Limits, MACHINE_BODY_BYTES, READ_LIMITS, type WireRequest, WRITE_LIMITS} from './wire.js';

export interface Call {
  readonly method: MethodSpec;
  /** Name in errors: the method, or the list of choices. */
  readonly name: string;
  readonly machineId?: string | undefined;
  readonly request: HttpRequest;
  readonly limits: Limits;
  /** Pool for the body of the answer. The caller releases the body to it after decoding. */
  readonly bufferPool?: BufferPool | undefined;
  /** Values of secret parameters and the proxy's password, which are masked in messages and answers. */
  readonly secrets: readonly string[];
}

export interface CallDetails {
  readonly name: string;
  readonly method: MethodSpec;
  readonly params: AnyParams;
  readonly form?: RequestForm;
  readonly limits: Partial<Limits>;
  /** Masked in messages and answers, beside the key and the secret parameters. */
  readonly secrets?: readonly string[];
}

/** Prepares a call. Throws an ApiError of kind `usage` if the parameters are invalid. */
export function makeCall({name, method, params, form = 'specified', limits, secrets = []}: CallDetails): Call {
  checkParams(name, method, params);
  const defaults = method.effect === 'reads' ? READ_LIMITS : WRITE_LIMITS;
  const bodyBytes = bodyLimits[method.answers] ?? defaults.bodyBytes;
  const {machineId} = params;
  return {
    method,
    name,
    ...(typeof machineId === 'string' ? {machineId} : {}),
    request: buildRequest(method, params, form),
    limits: {...defaults, bodyBytes, ...limits},
    secrets: [
      ...secrets,
      ...method.params.flatMap(param => (param.secret ? [String(own(params, param.name) ?? '')] : [])),
    ],
  };
}

/** Lists of choices have the default. */
const bodyLimits: Partial<Record<AnswerShape, number>> = {
  machines: LIST_BODY_BYTES,
  machine: MACHINE_BODY_BYTES,
  'machine-with-events': MACHINE_BODY_BYTES,
  availability: MACHINE_BODY_BYTES,
  utilization: MACHINE_BODY_BYTES,
  nothing: MACHINE_BODY_BYTES,
};

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
  const mayHaveHappened = call.method.effect !== 'reads' && (fault.mayHaveHappened ?? false);
  return new ApiError({
    ...fault,
    message: cleanError(redact(fault.message, secrets)),
    ...(fault.code === undefined ? {} : {code: redact(fault.code, secrets)}),
    ...(mayHaveHappened && isUnreadable(fault) ? {remedy: whereToLook(call)} : {}),
    method: call.name,
    ...(call.machineId === undefined ? {} : {machineId: call.machineId}),
    mayHaveHappened,
  });
}

/** Whether an answer came that cannot be read. A redirect is understood: it was refused. */
function isUnreadable({kind, status = 0}: Fault): boolean {
  return kind === 'unexpected-answer' && !(status >= 300 && status < 500);
}

/** What to look at after a change whose answer cannot be read. */
function whereToLook({machineId}: Pick<Call, 'machineId'>): string {
  return machineId === undefined
    ? 'it may have been done: look for it in the list before asking again'
    : `it may have been done: look at ${machineId} before asking again`;
}
