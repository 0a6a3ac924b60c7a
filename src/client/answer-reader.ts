// The one guard around everything that happens to an answer after its bytes arrived.
import {Redactor} from '../access/secret.js';
import type {Connection} from './connection.js';
import {notFromApi, UNREADABLE} from './http/answer.js';
import {ApiError} from './http/errors.js';
import {AnswerRefused, CHOICE_VALUES, excessOf, MACHINE_VALUES, parseText} from './http/json.js';
import {type Call, makeApiError} from './http/prepared-request.js';

/** What an error says of a call. */
type Asked = Pick<Call, 'method' | 'name' | 'machineId' | 'secrets'>;
type Shared = Pick<Connection, 'apiKey' | 'redactor'>;

/**
 * Runs the work on an answer. Whatever it throws becomes an ApiError: a request that was answered must never end with an
 * exception of ours, which says nothing about whether a change was made.
 */
export async function guarded<T>(call: Asked, {apiKey}: Shared, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ApiError) throw error;
    const message = error instanceof AnswerRefused ? error.message : UNREADABLE;
    throw makeApiError(call, {...notFromApi(call.method.status, ''), message}, apiKey);
  }
}

/** The JSON of an answer with secrets masked; null if it has no body. Throws AnswerRefused if it cannot be read. */
export function readJson(call: Call, {apiKey, redactor}: Shared, body: Uint8Array | null, maxValues = valuesOf(call)) {
  if (body === null) return null;
  const read = parseText(body, maxValues);
  if (!read) throw new AnswerRefused(excessOf(body, maxValues) ?? notFromApi(call.method.status, '').message);
  const all = call.secrets.length === 0 ? redactor : new Redactor([apiKey, ...call.secrets]);
  return all.json(read.json, read.text);
}

/** What is thrown for an answer of another shape than this call's. */
export function notThisAnswer(body: Uint8Array | null): AnswerRefused {
  return new AnswerRefused(
    body === null ? 'the answer is empty: not the API?' : 'the answer is not what the API sends: another server?',
  );
}

function valuesOf({method: {answers}}: Call): number {
  const isList = answers === 'templates' || answers === 'networks' || answers === 'users' || answers === 'scripts';
  return isList ? CHOICE_VALUES : MACHINE_VALUES;
}
