// The store interface that components use; runtime/store.ts implements it.
import type {FleetEvent} from './events.js';
import type {Model} from './model.js';

export interface Store {
  get(): Model;
  /** Calls `listener` after each change. Returns a function that unsubscribes it. */
  subscribe(listener: () => void): () => void;
  dispatch(event: FleetEvent): void;
}
