// What components see of the store; runtime/store.ts makes one.
import type {FleetEvent} from './events.js';
import type {Model} from './model.js';

export interface Store {
  get(): Model;
  /** Called after each change; returns what ends it. */
  subscribe(listener: () => void): () => void;
  dispatch(event: FleetEvent): void;
}
