import {Box} from 'ink';
import {useCallback} from 'react';
import type {Rect} from '../src/fleet/layout.js';
import {paintTable} from './paint.js';
import type {ScreenProps} from './props.js';
import {useClaim} from './useClaim.js';

interface FleetTableProps extends ScreenProps {
  readonly rect: Rect;
}

/** The table: blank to Ink and painted over it, so that a key costs two rows and no render. */
export function FleetTable({store, canvas, rect}: FleetTableProps) {
  useClaim(
    canvas,
    useCallback(() => paintTable(store.get()), [store]),
  );
  return <Box width={rect.width} height={rect.height} flexShrink={0} />;
}
