import {useCallback, useSyncExternalStore} from 'react';
import type {Model} from '../../src/fleet/model/model.js';
import type {Store} from '../../src/fleet/model/store.js';

/**
 * What `select` finds in the model, read again after each change; the component renders again when it is another value.
 * `select` must give the same reference for the same model: a slice of it, a text, a number, or a memoised object.
 */
export function useStore<T>(store: Store, select: (model: Model) => T): T {
  const subscribe = useCallback((listener: () => void) => store.subscribe(listener), [store]);
  const read = () => select(store.get());
  return useSyncExternalStore(subscribe, read, read);
}
