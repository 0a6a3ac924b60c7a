// A hook that reads a slice of the model and renders again when it changes.
import {useCallback, useSyncExternalStore} from 'react';
import type {Model} from '../../src/fleet/model/model.js';
import type {Store} from '../../src/fleet/model/store.js';

/**
 * Returns `select(model)`. The component renders again when the selected value changes (compared with Object.is).
 * `select` must return the same reference for the same model: a slice of it, a primitive, or a memoised object.
 */
export function useStore<T>(store: Store, select: (model: Model) => T): T {
  const subscribe = useCallback((listener: () => void) => store.subscribe(listener), [store]);
  const read = () => select(store.get());
  return useSyncExternalStore(subscribe, read, read);
}
