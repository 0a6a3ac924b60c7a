import {Box} from 'ink';
import {useCallback} from 'react';
import type {Rect} from '../src/fleet/layout.js';
import type {Store} from '../src/fleet/store.js';
import {paintTable} from './paint.js';
import {useClaim} from './useClaim.js';

interface FleetTableProps {
  readonly store: Store;
  readonly rect: Rect;
}

/** The table: blank to Ink and painted over it, so that a key costs two rows and no render. */
export function FleetTable({store, rect}: FleetTableProps) {
  useClaim(useCallback(() => paintTable(store.get()), [store]));
  return <Box width={rect.width} height={rect.height} flexShrink={0} />;
}
