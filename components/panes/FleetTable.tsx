import {useCallback} from 'react';
import type {ScreenProps} from '../controls/props.js';
import {useClaim} from '../controls/useClaim.js';
import {paintTable} from '../lines/table.js';

/** The table, painted: a key costs two rows and no render. */
export function FleetTable({store, canvas}: ScreenProps) {
  useClaim(
    canvas,
    useCallback(() => paintTable(store.get()), [store]),
  );
  return null;
}
