// The API's own answers, undecoded: for callers that pass them on instead of holding them.

import {masked, type Secret} from '../access/secret.js';
import type {MethodSpec} from '../catalogue/spec.js';
import {type AnyParams, type MachineWithEvents, methodSpec, type Params} from '../catalogue/types.js';
import {AccessRoute} from './access-route.js';
import {type ClientOptions, type Connection, connect} from './connection.js';
import {decodeMachineWithEvents} from './decode/decode.js';
import {isObject, parse} from './http/answer.js';
import {type Call, checkParams, makeCall, unexpectedAnswer} from './http/prepared-request.js';
import type {RequestForm} from './http/request.js';
import type {CallOptions, WaitOptions} from './machines.js';
import {waitfor} from './waitfor.js';

export interface RawClient {
  /**
   * The parsed JSON of the answer with secrets masked, undefined where it has no body. Rejects with an ApiError and with
   * nothing else, also when the answer is not of the method's shape. Not for `waitfor`, which is no request.
   */
  call(method: MethodSpec, params: AnyParams, options?: CallOptions): Promise<unknown>;
  /** The answer of the `show` that brought the state. Rejects as `waitfor` of Machines does. */
  waitfor(params: Params<'waitfor'>, options?: WaitOptions): Promise<unknown>;
  /** Drops idle connections; nothing may be called after it. */
  close(): void;
}

/** A client of one endpoint with one key. Throws an ApiError when either is malformed, without echoing it. */
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
    const whole = this.#call(method, params);
    const body = await this.#send(whole, params, options.signal);
    const json = body && parse(body);
    if (json === undefined || !isAnswerTo(method, params, json)) {
      throw unexpectedAnswer(whole, body, this.#connection.apiKey);
    }
    const secrets: readonly (Secret | string)[] = [this.#connection.apiKey, ...whole.secrets];
    return json === null ? undefined : masked(json, secrets);
  }

  async waitfor(params: Params<'waitfor'>, options: WaitOptions = {}): Promise<unknown> {
    checkParams('waitfor', methodSpec('waitfor'), params);
    const show = async (asked: Params<'show'>, given: CallOptions): Promise<MachineWithEvents & {raw: unknown}> => {
      const raw = await this.call(methodSpec('show'), asked, given);
      const machine = decodeMachineWithEvents(raw);
      if (machine) return {...machine, raw};
      throw unexpectedAnswer(this.#call(methodSpec('show'), asked), null, this.#connection.apiKey);
    };
    return (await waitfor(params, options, this.#connection.edge, show)).raw;
  }

  close(): void {
    this.#connection.close();
  }

  #send(whole: Call, params: AnyParams, signal: AbortSignal | undefined): Promise<Uint8Array | null> {
    const {caller} = this.#connection;
    if (whole.name !== 'setAccessForUser') return caller.send(whole, signal);
    return this.#access.set(params as Params<'setAccessForUser'>, (given, form) =>
      caller.send(this.#call(whole.method, given, form), signal),
    );
  }

  #call(method: MethodSpec, params: AnyParams, form?: RequestForm): Call {
    const name = method.group === 'machines' ? method.name : method.group;
    return makeCall({name, method, params, ...(form ? {form} : {}), limits: this.#connection.limits});
  }
}

/** Whether JSON (null for no body) is what this method is answered with, as far as the caller relies on it. */
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
