// A client that returns the API's JSON undecoded, for callers that print it or pass it on.

import {redactJson, type Secret} from '../access/secret.js';
import type {MethodSpec} from '../catalogue/spec.js';
import {type AnyParams, type MachineWithEvents, methodSpec, type Params} from '../catalogue/types.js';
import {AccessRoute} from './access-route.js';
import {type ClientOptions, type Connection, connect} from './connection.js';
import {decodeMachineWithEvents} from './decode/decode.js';
import {isObject, parse} from './http/answer.js';
import {type Call, checkParams, isWrite, makeCall, unexpectedAnswer} from './http/prepared-request.js';
import type {RequestForm} from './http/request.js';
import {lookBefore} from './look.js';
import type {CallOptions, WaitOptions} from './machines.js';
import {waitfor} from './waitfor.js';

export interface RawClient {
  /**
   * Resolves with the parsed JSON of the answer with secrets redactJson, or undefined if it has no body. Rejects only with an
   * ApiError, also if the answer does not have the method's shape. Does not support `waitfor`, which is not a single request.
   */
  call(method: MethodSpec, params: AnyParams, options?: CallOptions): Promise<unknown>;
  /** Resolves with the `show` answer that has the wanted state. Rejects like `Machines.waitfor`. */
  waitfor(params: Params<'waitfor'>, options?: WaitOptions): Promise<unknown>;
  /** Closes idle connections. No method may be called afterwards. */
  close(): void;
}

/** A client for one endpoint and one key. Throws an ApiError, which does not repeat the input, if either is malformed. */
export function createRawClient(options: ClientOptions): RawClient {
  return new LegacyRawClient(connect(options));
}

class LegacyRawClient implements RawClient {
  readonly #connection: Connection;
  readonly #access = new AccessRoute();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async call(method: MethodSpec, params: AnyParams, options: CallOptions = {}): Promise<unknown> {
    const call = this.#call(method, params);
    const body = await this.#send(call, params, options.signal);
    const json = body && parse(body);
    if (json === undefined || !isAnswerTo(method, params, json)) {
      throw unexpectedAnswer(call, body, this.#connection.apiKey);
    }
    const secrets: readonly (Secret | string)[] = [this.#connection.apiKey, ...call.secrets];
    return json === null ? undefined : redactJson(json, secrets);
  }

  async waitfor(params: Params<'waitfor'>, options: WaitOptions = {}): Promise<unknown> {
    checkParams('waitfor', methodSpec('waitfor'), params);
    const show = async (
      showParams: Params<'show'>,
      showOptions: CallOptions,
    ): Promise<MachineWithEvents & {raw: unknown}> => {
      const raw = await this.call(methodSpec('show'), showParams, showOptions);
      const machine = decodeMachineWithEvents(raw);
      if (machine) return {...machine, raw};
      throw unexpectedAnswer(this.#call(methodSpec('show'), showParams), null, this.#connection.apiKey);
    };
    return (await waitfor(params, options, this.#connection.edge, show)).raw;
  }

  close(): void {
    this.#connection.close();
  }

  #send(call: Call, params: AnyParams, signal: AbortSignal | undefined): Promise<Uint8Array | null> {
    const {caller, limits} = this.#connection;
    const send = (one: Call) =>
      caller.send(one, {signal, look: isWrite(one) ? lookBefore(one, null, limits) : undefined});
    if (call.name !== 'setAccessForUser') return send(call);
    return this.#access.set(params as Params<'setAccessForUser'>, (given, form) =>
      send(this.#call(call.method, given, form)),
    );
  }

  #call(method: MethodSpec, params: AnyParams, form?: RequestForm): Call {
    const name = method.group === 'machines' ? method.name : method.group;
    return makeCall({name, method, params, ...(form ? {form} : {}), limits: this.#connection.limits});
  }
}

/** Whether the JSON (null if there is no body) has the shape of this method's answer, as far as callers rely on it. */
function isAnswerTo({answers}: MethodSpec, {machineId}: AnyParams, json: unknown): boolean {
  switch (answers) {
    case 'nothing':
      return true;
    case 'machine':
      return json === null || isObject(json);
    case 'machine-with-events':
      return isObject(json) && json.id === machineId;
    case 'availability':
    case 'utilization':
      return isObject(json);
    default:
      return Array.isArray(json);
  }
}
