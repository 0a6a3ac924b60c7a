// Client of the legacy API, which is the one in the specification.

import {redact, type Secret} from '../access/secret.js';
import type {ChoiceList} from '../catalogue/spec.js';
import {type AnyParams, listSpec, type MethodName, methodSpec, type Params} from '../catalogue/types.js';
import {AccessRoute} from './access-route.js';
import {type ClientOptions, type Connection, connect} from './connection.js';
import {
  decodeAvailability,
  decodeChoices,
  decodeMachineWithEvents,
  decodeUtilization,
  printJson,
} from './decode/decode.js';
import {decodeMachine} from './decode/machine.js';
import {parse} from './http/answer.js';
import type {Caller} from './http/caller.js';
import type {ApiError} from './http/errors.js';
import {type Call, checkParams, isWrite, makeCall, unexpectedAnswer} from './http/prepared-request.js';
import type {RequestForm} from './http/request.js';
import type {ClientEdge, Limits} from './http/wire.js';
import {DecoderStates} from './list/decoder-states.js';
import {type MachineListDecoder, NotAList} from './list/list-decoder.js';
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
  readonly #caller: Caller;
  readonly #edge: ClientEdge;
  readonly #apiKey: Secret;
  readonly #limits: Partial<Limits>;
  readonly #access = new AccessRoute();
  readonly #decoders = new DecoderStates();
  readonly close: () => void;

  constructor({caller, edge, apiKey, limits, close}: Connection) {
    this.#caller = caller;
    this.#edge = edge;
    this.#apiKey = apiKey;
    this.#limits = limits;
    this.close = close;
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
    const {bufferPool, decoder, oneAtATime} = this.#decoders.forQuery(call.request.query);
    const body = await this.#caller.send({...call, bufferPool}, options);
    return oneAtATime(() => this.#decodeList(call, decoder, body));
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
      return {...machine, json: redact(printJson(json), [this.#apiKey])};
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
    checkParams('waitfor', methodSpec('waitfor'), params);
    return waitfor(params, options, this.#edge, (asked, given) => this.show(asked, given));
  }

  async choices<L extends ChoiceList>(list: L, options?: CallOptions) {
    const call = makeCall({name: list, method: listSpec(list), params: {}, limits: this.#limits});
    const body = await this.#caller.send(call, options);
    const items = decodeChoices(list, body && parse(body));
    if (!items) throw this.#unexpected(call, body);
    return items;
  }

  clockOffsetMs() {
    return this.#caller.clockOffsetMs();
  }

  #send(name: MethodName, params: AnyParams, options?: AnyOptions): Promise<Uint8Array | null> {
    return this.#sendCall(this.#call(name, params), options);
  }

  #sendCall(call: Call, {target = null, ...options}: AnyOptions = {}): Promise<Uint8Array | null> {
    const look = isWrite(call) ? lookBefore(call, target, this.#limits) : undefined;
    return this.#caller.send(call, {...options, look});
  }

  async #decoded<T>(
    name: MethodName,
    params: AnyParams,
    options: AnyOptions | undefined,
    decode: (json: unknown) => T | null,
  ): Promise<T> {
    const body = await this.#send(name, params, options);
    const decoded = decode(body && parse(body));
    if (decoded === null) throw this.#unexpected(this.#call(name, params), body);
    return decoded;
  }

  /** The machine in a confirmation, or null if it has none. Throws if the body is not JSON. */
  #machineOrNull(body: Uint8Array | null, call: Call) {
    if (body === null) return null;
    const json = parse(body);
    if (json === undefined) throw this.#unexpected(call, body);
    return decodeMachine(json);
  }

  /** Decodes in time slices, so that a long list does not delay the handling of keys. */
  async #decodeList(call: Call, decoder: MachineListDecoder, body: Uint8Array | null): Promise<MachineList> {
    if (body === null) throw this.#unexpected(call, body);
    try {
      return await runInSlices(decoder.decode(body), this.#edge);
    } catch (error) {
      if (error instanceof NotAList) throw this.#unexpected(call, body);
      throw error;
    }
  }

  #call(name: MethodName, params: AnyParams, form?: RequestForm): Call {
    return makeCall({name, method: methodSpec(name), params, ...(form ? {form} : {}), limits: this.#limits});
  }

  #unexpected(call: Call, body: Uint8Array | null): ApiError {
    return unexpectedAnswer(call, body, this.#apiKey);
  }
}
