// Decoders of polled lists, with their state: one for the whole fleet, one for the last filter.
import pLimit from 'p-limit';
import {BufferPool} from '../http/buffer-pool.js';
import {MachineListDecoder} from './list-decoder.js';

/** The decoder, buffers and lock of one list. */
export class DecoderState {
  readonly bufferPool = new BufferPool();
  readonly decoder = new MachineListDecoder(this.bufferPool);
  /** Runs one decoding at a time. */
  readonly oneAtATime = pLimit(1);
}

/** Filtered answers have a decoder of their own, so that they do not replace the state of the whole fleet's list. */
export class DecoderStates {
  readonly #whole = new DecoderState();
  #filtered = {query: '', state: new DecoderState()};

  /** @param query query string of the request; `''` for the whole fleet */
  forQuery(query: string): DecoderState {
    if (query === '') return this.#whole;
    if (this.#filtered.query !== query) this.#filtered = {query, state: new DecoderState()};
    return this.#filtered.state;
  }
}
