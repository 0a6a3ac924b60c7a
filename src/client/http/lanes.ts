// Places for requests in flight: each purpose has its own, so that no request waits behind others of less importance.
import pLimit, {type LimitFunction} from 'p-limit';
import {type Call, isWrite} from './prepared-request.js';

/** How many requests of a purpose are in flight at once. */
const PLACES = 4;

export class Lanes {
  readonly #writes = pLimit(PLACES);
  /** Reads on which a write waits, or which decide what became of one. */
  readonly #looks = pLimit(PLACES);
  readonly #lists = pLimit(PLACES);
  readonly #reads = pLimit(PLACES);

  of(call: Call, isForWrite: boolean): LimitFunction {
    if (isWrite(call)) return this.#writes;
    if (isForWrite) return this.#looks;
    return call.method.answers === 'machines' ? this.#lists : this.#reads;
  }
}
