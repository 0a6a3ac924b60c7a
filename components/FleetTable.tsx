import {useCallback} from 'react';
import {paintTable} from './paint.js';
import type {ScreenProps} from './props.js';
import {useClaim} from './useClaim.js';

/** The table, painted: a key costs two rows and no render. */
export function FleetTable({store, canvas}: ScreenProps) {
  useClaim(
    canvas,
    useCallback(() => paintTable(store.get()), [store]),
  );
  return null;
}
