// A client that returns the API's JSON undecoded, for callers that print it or pass it on.

import type {MethodSpec} from '../catalogue/spec.js';
import {type AnyParams, type MachineWithEvents, methodSpec, type Params} from '../catalogue/types.js';
import {AccessRoute} from './access-route.js';
import {guarded, notThisAnswer, readJson} from './answer-reader.js';
import {type ClientOptions, type Connection, connect} from './connection.js';
import {decodeMachineWithEvents} from './decode/decode.js';
import {isObject} from './http/answer.js';
import {type Call, checkParams, isWrite, makeCall} from './http/prepared-request.js';
import type {RequestForm} from './http/request.js';
import {RowScanner} from './list/row-scanner.js';
import {lookBefore} from './look.js';
import type {CallOptions, WaitOptions} from './machines.js';
import {waitfor} from './waitfor.js';

export interface RawClient {
  /**
   * Resolves with the parsed JSON of the answer with secrets masked, or undefined if it has no body. Rejects only with an
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
    return guarded(call, this.#connection, () => {
      const json = method.answers === 'machines' ? this.#list(call, body) : readJson(call, this.#connection, body);
      if (!isAnswerTo(method, params, json)) throw notThisAnswer(body);
      return json === null ? undefined : json;
    });
  }

  /** The rows of a list, which may be as long as the fleet and is therefore judged row by row before it is parsed. */
  #list(call: Call, body: Uint8Array | null): unknown {
    if (body !== null) new RowScanner().scan(body);
    return readJson(call, this.#connection, body, Number.POSITIVE_INFINITY);
  }

  async waitfor(params: Params<'waitfor'>, options: WaitOptions = {}): Promise<unknown> {
    const method = methodSpec('waitfor');
    checkParams('waitfor', method, params);
    const show = async (
      showParams: Params<'show'>,
      showOptions: CallOptions,
    ): Promise<MachineWithEvents & {raw: unknown}> => {
      const raw = await this.call(methodSpec('show'), showParams, showOptions);
      return guarded(this.#call(methodSpec('show'), showParams), this.#connection, () => {
        const machine = decodeMachineWithEvents(raw);
        if (!machine) throw notThisAnswer(null);
        return {...machine, raw};
      });
    };
    const {proxySecrets: secrets, edge} = this.#connection;
    const asked = {method, name: 'waitfor', machineId: params.machineId, secrets};
    return guarded(asked, this.#connection, async () => (await waitfor(params, options, edge, show)).raw);
  }

  close(): void {
    this.#connection.close();
  }

  #send(call: Call, params: AnyParams, signal: AbortSignal | undefined): Promise<Uint8Array | null> {
    const send = (one: Call) => {
      const look = isWrite(one) ? lookBefore(one, null, this.#connection) : undefined;
      return this.#connection.caller.send(one, {signal, look});
    };
    if (call.name !== 'setAccessForUser') return send(call);
    return this.#access.set(params as Params<'setAccessForUser'>, (given, form) =>
      send(this.#call(call.method, given, form)),
    );
  }

  #call(method: MethodSpec, params: AnyParams, form?: RequestForm): Call {
    const name = method.group === 'machines' ? method.name : method.group;
    const {proxySecrets, limits: given} = this.#connection;
    const limits = method.answers === 'machines' ? {guardBody: () => new RowScanner(), ...given} : given;
    return makeCall({name, method, params, ...(form ? {form} : {}), limits, secrets: proxySecrets});
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
