// Client of the legacy API, which is the one in the specification.

import type {ChoiceList} from '../catalogue/spec.js';
import {type AnyParams, listSpec, type MethodName, methodSpec, type Params} from '../catalogue/types.js';
import {AccessRoute} from './access-route.js';
import {guarded, notThisAnswer, readJson} from './answer-reader.js';
import {type ClientOptions, type Connection, connect} from './connection.js';
import {
  decodeAvailability,
  decodeChoices,
  decodeMachineWithEvents,
  decodeUtilization,
  printJson,
} from './decode/decode.js';
import {decodeMachine} from './decode/machine.js';
import type {Caller} from './http/caller.js';
import {type Call, checkParams, isWrite, makeCall} from './http/prepared-request.js';
import type {RequestForm} from './http/request.js';
import type {Limits} from './http/wire.js';
import {DecoderStates} from './list/decoder-states.js';
import type {MachineListDecoder} from './list/list-decoder.js';
import type {MachineList} from './list/machine-list.js';
import {runInSlices} from './list/slices.js';
import {lookBefore} from './look.js';
import type {CallOptions, Machines, ReadCallOptions, WaitOptions, WriteCallOptions} from './machines.js';
import {waitfor} from './waitfor.js';

export type {ClientOptions as LegacyClientOptions} from './connection.js';

/** A client for one endpoint and one key. Throws an ApiError, which does not repeat the input, if either is malformed. */
export function createLegacyClient(options: ClientOptions): Machines {
  return new LegacyClient(connect(options));
}

type AnyOptions = ReadCallOptions & WriteCallOptions;

class LegacyClient implements Machines {
  readonly #connection: Connection;
  readonly #caller: Caller;
  readonly #access = new AccessRoute();
  readonly #decoders: DecoderStates;
  readonly close: () => void;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#caller = connection.caller;
    this.#decoders = new DecoderStates(connection.redactor);
    this.close = connection.close;
  }

  async availability(params: Params<'availability'>, options?: CallOptions) {
    return this.#decoded('availability', params, options, decodeAvailability);
  }

  async create(params: Params<'create'>, options?: WriteCallOptions) {
    return this.#machineOrNull(await this.#send('create', params, options), this.#call('create', params));
  }

  async destroy(params: Params<'destroy'>, options?: WriteCallOptions) {
    await this.#send('destroy', params, options);
  }

  async list(filter: Params<'list'> = {}, options?: CallOptions): Promise<MachineList> {
    const call = this.#call('list', filter);
    const {bufferPool, decoder, guardBody, oneAtATime} = this.#decoders.forQuery(call.request.query);
    const limits: Limits = {...call.limits, guardBody};
    const body = await this.#caller.send({...call, limits, bufferPool}, options);
    return oneAtATime(() => guarded(call, this.#connection, () => this.#decodeList(decoder, body)));
  }

  async restart(params: Params<'restart'>, options?: WriteCallOptions) {
    await this.#send('restart', params, options);
  }

  async setAccessForUser(params: Params<'setAccessForUser'>, options?: WriteCallOptions) {
    const call = this.#call('setAccessForUser', params);
    const body = await this.#access.set(params, (given, form) =>
      this.#sendCall(this.#call('setAccessForUser', given, form), options),
    );
    return this.#machineOrNull(body, call);
  }

  async show(params: Params<'show'>, options?: ReadCallOptions) {
    return this.#decoded('show', params, options, json => {
      const machine = decodeMachineWithEvents(json);
      if (machine?.id !== params.machineId) return null;
      return {...machine, json: this.#connection.redactor.text(printJson(json))};
    });
  }

  async start(params: Params<'start'>, options?: WriteCallOptions) {
    await this.#send('start', params, options);
  }

  async stop(params: Params<'stop'>, options?: WriteCallOptions) {
    await this.#send('stop', params, options);
  }

  async update(params: Params<'update'>, options?: WriteCallOptions) {
    await this.#send('update', params, options);
  }

  async utilization(params: Params<'utilization'>, options?: CallOptions) {
    return this.#decoded('utilization', params, options, json => decodeUtilization(json, params));
  }

  async waitfor(params: Params<'waitfor'>, options: WaitOptions = {}) {
    const method = methodSpec('waitfor');
    checkParams('waitfor', method, params);
    const {proxySecrets: secrets, edge} = this.#connection;
    return guarded({method, name: 'waitfor', machineId: params.machineId, secrets}, this.#connection, () =>
      waitfor(params, options, edge, (asked, given) => this.show(asked, given)),
    );
  }

  async choices<L extends ChoiceList>(list: L, options?: CallOptions) {
    const {limits, proxySecrets} = this.#connection;
    const call = makeCall({name: list, method: listSpec(list), params: {}, limits, secrets: proxySecrets});
    const body = await this.#caller.send(call, options);
    return this.#read(call, body, json => decodeChoices(list, json));
  }

  clockOffsetMs() {
    return this.#caller.clockOffsetMs();
  }

  #send(name: MethodName, params: AnyParams, options?: AnyOptions): Promise<Uint8Array | null> {
    return this.#sendCall(this.#call(name, params), options);
  }

  #sendCall(call: Call, {target = null, ...options}: AnyOptions = {}): Promise<Uint8Array | null> {
    const look = isWrite(call) ? lookBefore(call, target, this.#connection) : undefined;
    return this.#caller.send(call, {...options, look});
  }

  async #decoded<T>(
    name: MethodName,
    params: AnyParams,
    options: AnyOptions | undefined,
    decode: (json: unknown) => T | null,
  ): Promise<T> {
    const call = this.#call(name, params);
    return this.#read(call, await this.#sendCall(call, options), decode);
  }

  /** Decodes the JSON of an answer, with secrets masked. `decode` returns null for another shape. */
  #read<T>(call: Call, body: Uint8Array | null, decode: (json: unknown) => T | null): Promise<T> {
    return guarded(call, this.#connection, () => {
      const decoded = decode(readJson(call, this.#connection, body));
      if (decoded === null) throw notThisAnswer(body);
      return decoded;
    });
  }

  /** The machine in a confirmation, or null if it has none. Throws if the body is not JSON. */
  #machineOrNull(body: Uint8Array | null, call: Call) {
    return guarded(call, this.#connection, () => decodeMachine(readJson(call, this.#connection, body)));
  }

  /** Decodes in time slices, so that a long list does not delay the handling of keys. */
  #decodeList(decoder: MachineListDecoder, body: Uint8Array | null): Promise<MachineList> {
    if (body === null) throw notThisAnswer(body);
    return runInSlices(decoder.decode(body), this.#connection.edge);
  }

  #call(name: MethodName, params: AnyParams, form?: RequestForm): Call {
    const {limits, proxySecrets} = this.#connection;
    const method = methodSpec(name);
    return makeCall({name, method, params, ...(form ? {form} : {}), limits, secrets: proxySecrets});
  }
}
