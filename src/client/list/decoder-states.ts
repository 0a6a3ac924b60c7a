// Decoders of polled lists, with their state: one for the whole fleet, one for the last filter.
import pLimit from 'p-limit';
import type {Redactor} from '../../access/secret.js';
import {BufferPool} from '../http/buffer-pool.js';
import type {BodyGuard} from '../http/wire.js';
import {MachineListDecoder} from './list-decoder.js';
import {RowScanner} from './row-scanner.js';

/** The decoder, buffers and lock of one list. */
export class DecoderState {
  readonly bufferPool = new BufferPool();
  readonly decoder: MachineListDecoder;
  /** Runs one decoding at a time. */
  readonly oneAtATime = pLimit(1);

  constructor(redactor: Redactor) {
    this.decoder = new MachineListDecoder(this.bufferPool, redactor);
  }

  /** The limit of the next answer, which follows the last good one. */
  readonly guardBody = (): BodyGuard => new RowScanner(this.decoder.worthBytes());
}

/** Filtered answers have a decoder of their own, so that they do not replace the state of the whole fleet's list. */
export class DecoderStates {
  readonly #redactor: Redactor;
  readonly #whole: DecoderState;
  #filtered: {readonly query: string; readonly state: DecoderState};

  constructor(redactor: Redactor) {
    this.#redactor = redactor;
    this.#whole = new DecoderState(redactor);
    this.#filtered = {query: '', state: this.#whole};
  }

  /** @param query query string of the request; `''` for the whole fleet */
  forQuery(query: string): DecoderState {
    if (query === '') return this.#whole;
    if (this.#filtered.query !== query) this.#filtered = {query, state: new DecoderState(this.#redactor)};
    return this.#filtered.state;
  }
}
