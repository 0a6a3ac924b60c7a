// What is remembered of lists that are asked for again and again: the whole fleet's, and that of the filter asked for last.
import pLimit from 'p-limit';
import {BodyRoom} from '../http/buffer-pool.js';
import {MachineListDecoder} from './list-decoder.js';

/** The memory of one list. */
export class Listing {
  readonly room = new BodyRoom();
  readonly decoder = new MachineListDecoder(this.room);
  /** One answer is decoded at a time. */
  readonly inTurn = pLimit(1);
}

/** A filtered answer is another list than the whole fleet: neither pushes the other out. */
export class Listings {
  readonly #whole = new Listing();
  #filtered = {query: '', listing: new Listing()};

  /** @param query of the request, `''` for the whole fleet */
  of(query: string): Listing {
    if (query === '') return this.#whole;
    if (this.#filtered.query !== query) this.#filtered = {query, listing: new Listing()};
    return this.#filtered.listing;
  }
}
